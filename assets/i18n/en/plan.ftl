# What is wrong in a plan file, and what would be right.

plan-place = { $file }, line { $line }: { $what }

plan-syntax = this cannot be read as TOML ({ $message }).
plan-newer = the plan is of format { $format } and needs a newer lofte.
plan-unknown-key = the key { $key } means nothing here.
plan-missing = the key { $key } is missing.
plan-kind = there should be { $wanted } here.
plan-empty = the text is empty.
plan-unprintable = the text has characters that cannot be seen.
plan-bad-name = “{ $name }” cannot be a name.
plan-word = “{ $word }” is not something to write here.
plan-unknown = there is no { $thing } “{ $name }”.
plan-duplicate = the { $thing } “{ $name }” is already on line { $first }.
plan-bad-press = “{ $key }” cannot be a key to press here.
plan-reserved-press = the key { $key } is used by the program itself.
plan-taken-press = two things cannot share the key that { $use }: { $by } has { $key } already.
plan-too-long = The text is longer than { $n } characters.
plan-try-shorter = Say it in { $n } characters or fewer.
plan-bounds = { $n } makes no sense here.
plan-range-turned = the ends { $from } and { $to } are turned round.
plan-period-turned = the period from { $from } ends before it begins, on { $to }.
plan-order = { $things } are not in order of time.
plan-zone = there is no time zone “{ $name }”.
plan-no-day = the form has no field for its day.
plan-field-kind = the field { $field } is of the wrong kind for this.
plan-list-and-choices = the field has both a list and choices of its own.
plan-no-items = there is nothing to choose from here.
plan-part-codes = the field does not have the calendar's parts of the day.
plan-no-parts = the calendar has no parts of the day.
plan-some-cases = a measure cannot count only some of “{ $form }”: those that are few would be known by it.
plan-not-plannable = the form { $form } cannot be planned.
plan-no-forms = the activity has no form.
plan-not-first = { $day } is not the first of a month.
plan-target = the target does not fit the measure.

plan-thing-criterion = criterion
plan-thing-list = list
plan-thing-item = item
plan-thing-activity = activity
plan-thing-form = form
plan-thing-field = field
plan-thing-measure = measure
plan-thing-part = part of the day
plan-thing-party = party
plan-thing-role = role

plan-press-open = opens a form
plan-press-jump = jumps to a field
plan-press-choice = chooses

plan-order-terms = the terms
plan-order-parts = the parts of the day
plan-order-followed = the days of followed

plan-kind-text = a text
plan-kind-label = a text, or one in each language
plan-kind-number = a whole number
plan-kind-truth = true or false
plan-kind-day = a day without quotes
plan-kind-time = a time without quotes
plan-kind-array = a list
plan-kind-table = a table

plan-try-format = This lofte reads format { $format }.
plan-try-nearest = Do you mean { $name }?
plan-try-one-of = Write { $all }.
plan-try-add = Add a line { $key } = … to the table.
plan-try-like = Write it like { $example }.
plan-try-text = Write what shall be seen.
plan-try-printable = Write the text again without them.
plan-try-name = Write lower-case letters a to z, digits, _ and -, with a letter or digit first.
plan-try-other-name = Give one of them another name.
plan-try-press = Write one lower-case letter a to z or one digit.
plan-try-other-press = Choose another key.
plan-try-bounds = Write a number from { $from } to { $to }.
plan-try-turn = Write from = { $from }, to = { $to }.
plan-try-order = Put the earliest first and let none overlap another.
plan-try-zone = Write for example "Europe/Stockholm".
plan-try-day = Add a field of the kind day or month.
plan-try-kind = It should be { $all }.
plan-try-one-of-them = Keep one of them.
plan-try-items = Add an item, for example { "{" } code = "other", label = "annat" { "}" }.
plan-try-parts-codes = Give it exactly the codes { $all }.
plan-try-parts = Add parts to [calendar].
plan-try-some-cases = Leave out only; the tables of the statistics hide what is few.
plan-try-plannable = Add plannable = true to the form.
plan-try-form = Add a form under [[activity.form]].
plan-try-first = A month is followed as a whole: write its first day.
plan-try-target = Write { "{" } at_least = 3 { "}" }, { "{" } at_least = 2, per = "month" { "}" } or, for a share, { "{" } share = 100 { "}" }.
