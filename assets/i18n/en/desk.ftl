# Entries in words, what is due, figures; what is refused and what is asked.

## Answers

yes = yes
no = no
not-stated = not stated
not-known = not known
not-applicable = not applicable
closed = closed
not-stated-short = ·

## An entry in one line

count-of = { $n } { $label }
# One of something: labels have only their plural.
one-of = { $label }: 1
labelled = { $label } { $value }
entry-number = entry { $id }
entry-planned = { $line } (planned)
entry-cancelled = { $line } (cancelled: { $reason })
status-done = done
status-set-up = set up
status-planned = planned
status-cancelled = cancelled: { $reason }
in-bin = in the bin

## What was just done

saved = Saved { $time }
amended = Changed { $time }
removed = Removed { $time }
restored = Taken back { $time }
undone = Undone { $time }
imported = Imported { $time }
plan-loaded = New plan { $time }
entry-and-more = { $line } and { $n } more
entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
plan-in-force = { $plan } is in force, every entry is kept
effect = { $label } { $value } { $during }
evenings-of = { $held } of { $of } evenings
effect-brief = { $value } { $during }

## Figures

of-all = { $value } of { $of }
figure-none = – { $why }
nothing-zero = none
nothing-cancelled = cancelled
nothing-missing = missing
nothing-not-due = not yet
nothing-too-few = too few
nothing-running = in progress
standing-no-target = no target
standing-on-track = on track
standing-behind = behind plan
standing-kept = kept
standing-not-kept = not kept
standing-not-assessable = cannot be assessed
target-at-least = at least { $n }
target-per = at least { $n } per { $each }
target-share = at least { $n } %
target-each-expected = every week
target-none = no target
remark-cancelled = { $n ->
    [one] { $n } cancelled
   *[other] { $n } cancelled
}
remark-cancelled-for = { $n } cancelled: { $reason }
remark-postponed-for = { $n } postponed: { $reason }
remark-running = { $n } in progress ({ $held } of { $of } evenings)
remark-planned = { $n ->
    [one] { $n } planned
   *[other] { $n } planned
}
remark-missing = { $n } missing
remark-not-stated = { $n } not stated
remark-left-out = { $n } not counted
remark-outside = { $n } outside the period
remark-cut = parts of months are left out

## Finding

search-cases = Cases are found by their code alone: the social services may not search by what is sensitive (ordinance 2001:637, section 15). Type the code or its beginning.

## What is due

due-missing = { $what } { $span }: { $count } missing
due-commitments = commitments { $span }: { $count } late
due-actions = coordinated actions { $span }: { $count } to complete
due-consents = consents { $span }: { $count } have ended
due-action = action { $code }: { $lacks } missing
due-evening = { $what } { $n } of { $of }, attendance
due-place = free place { $course }: { $who }
due-place-protected = free place { $course }: protected data
due-places = places free: { $count } reserves are next
due-lacks-kind = kind
due-lacks-party = a second party
due-lacks-commitment = commitment
due-ends = ends
due-ends-today = ends today
due-ended = has ended
due-since = { $day } –
show = show

## Days, months and times that cannot be read

when-empty = Nothing is written here. { $example }
when-unreadable-day = “{ $found }” is not a day. { $example }
when-unreadable-month = “{ $found }” is not a month. { $example }
when-unreadable-time = “{ $found }” is not a time of day. { $example }
when-ambiguous = “{ $found }” could mean several things. { $example }
when-impossible = “{ $found }” is not in the calendar. { $example }
when-no-time = The time cannot be “{ $found }”. { $example }
when-no-week = { $year } has no week { $week }.
when-wrong-weekday = “{ $found }”: that is { $day }. Correct the weekday or the day.
when-far-year = The year { $year } is too far off. { $example }
example-day = Write for example t, -1, tue, 27/11, w47 or 2023-11-27.
example-month = Write for example oct, 2023-10 or October 2023.
example-time = Write for example 21:30, 2130 or now.

## Periods that cannot be read

period-unknown = “{ $text }” is not a period. Write for example 2023, 2023-03, ht2023, t2-2023, 2023-v47 or all.
period-year = The year { $year } is too far off. Write a year from 2000 to 2099.
period-number = There is no { $kind } { $n } then. Write 1 to { $last }.
period-day = “{ $text }” is not in the calendar.
period-turned = The period ends { $to }, before it begins { $from }. Turn them round.

## Numbers that cannot be read

number-empty = Nothing is written here. Write a whole number.
number-decimal = “{ $found }” is not a whole number. Write it without decimals.
number-grouping = “{ $found }” could be one number or several. Write it without spaces.
number-incomplete = A number is missing in “{ $found }”.
number-not = “{ $found }” is not a number. Write for example 7, 3+4 or 1 200.
number-large = The number is too large.

## Answers that cannot be stored

in-field = { $label }: { $text }
answer-range = { $n } cannot be right. Write a number from { $from } to { $to }.
answer-least = { $n } cannot be right. The least possible is { $from }.
answer-most = { $n } cannot be right. The most possible is { $to }.
answer-not-in-list = “{ $typed }” is not in the list. Write a part of the name.
answer-not-in-list-near = “{ $typed }” is not in the list. Do you mean { $near }?
answer-not-in-list-all = “{ $typed }” is not in the list. Choose { $all }.
answer-several = “{ $typed }” could be { $items }. Write more of the name.
answer-long = The text has { $length } characters and there is room for { $max }. Shorten it.
answer-yes-no = Answer y for yes or n for no.
answer-personal-number = Something here looks like a personal identity number. It may not be stored: take it out.
answer-case = { $typed } is no case code. A code has four characters and a check character: K7RT-M.
answer-case-check = { $typed } is mistyped: the check character at the end does not agree. Read the code once more.
answer-course = { $typed } is no course. Type the term: ht2023, or ht2023-2 for a second course.
answer-term = { $typed } is no term. Type vt2024 or ht2024.
answer-not-cancelled = Only a cancelled course is postponed to another term. Cancel the course, or take the term out.
answer-grades = Type five counts, for the answers 1 to 5: 0 1 3 5 2.
answer-no-course = There is no course yet. Enter the course first.
answer-no-such-course = There is no such course. Choose { $there }.
answer-other-course = A course that begins then is called { $free }.
answer-not-seated = Nobody has seat { $seat } that evening.
answer-protected = Somebody with protected data is written without a name: take it out.
answer-total-few = { $away ->
    [0] All { $of } present, but you counted { $given }: { $off } too few. Correct what is wrong.
   *[other] { $away } absent of { $of } gives { $counted }, you counted { $given }: { $off } too few. Correct what is wrong.
}
answer-total-many = { $away ->
    [0] All { $of } present, but you counted { $given }: { $off } too many. Correct what is wrong.
   *[other] { $away } absent of { $of } gives { $counted }, you counted { $given }: { $off } too many. Correct what is wrong.
}
answer-phone = That is no telephone number. Type only figures, spaces and hyphens: 070-123 45 67.
answer-kind = The answer is of another kind than the field takes.
answer-missing = Fill this in. Without an answer the entry cannot be counted.
answer-exceeds = At most { $most } is possible: it cannot be more than “{ $other }”.

## What is asked

ask-future = { $day } has not been yet. Is the day right?
ask-long-ago = { $day } is { $days } days ago. Is the day right?
ask-outside = { $day } lies outside the promise, { $period }. The entry is saved and counted apart. Save anyway?
ask-unusual-many = { $label } { $n } is unusually much, more than { $to }. Is it right?
ask-unusual-few = { $label } { $n } is unusually little, less than { $from }. Is it right?
ask-unanswered = “{ $label }” is not filled in. Save as not stated?
ask-phone = { $label }: something here looks like a phone number. Nothing about single persons. Save anyway?
ask-email = { $label }: something here looks like an e-mail address. Nothing about single persons. Save anyway?
ask-plate = { $label }: something here looks like a number plate. Nothing about single persons. Save anyway?
ask-already = There is an entry like this already: entry { $id }, by { $who } { $when }. Is this another one?
ask-age = The applicant is { $ages } years old when the course begins. The course is for { $from }–{ $to }. Write why that age is accepted, or correct the year of birth.
ask-guardian = Has a guardian signed? Somebody who may be under 18 when the course begins needs it.
ask-same-person = Somebody of the same name is on { $course } already: entry { $id }. Is this another one?
ask-course-full = All { $places } places on { $course } are taken. Admit one more?
ask-not-over = The course { $course } is not over yet. Give the diploma or make them ambassador all the same?
ask-not-completed = The participant has not completed { $course }, as far as it is reported. Give the diploma or make them ambassador all the same?
ask-closed-case = Case { $code } is closed. Save and reopen it?
ask-action-kind = The kind of coordinated action is not stated yet. Save, and keep it on Today?
ask-action-parties = A coordinated action has at least two parties. Save, so that it counts and stays on Today?
ask-action-commitment = The case has no commitment yet: who does what by when? Save, and keep it on Today?
ask-action-closed-to = No consent is valid in { $code } for { $parties }. Save the coordinated action anyway?
ask-action-no-consent = No consent at all is valid in { $code }. Save the coordinated action anyway?
account-unknown = account { $uid }

## What is refused

refused-no-form = There is no form “{ $form }”. The forms are { $all }.
refused-no-field = { $form } has no field “{ $field }”. The fields are { $all }.
refused-no-entry = There is no entry { $id }.
refused-in-bin = Entry { $id } lies in the bin. Take it out of there first.
refused-not-in-bin = Entry { $id } does not lie in the bin.
refused-already-there = { $what } is there already: entry { $id }. Correct that one instead.
refused-month-extract = { $month } is already counted from { $form }, entry { $id }. More entries would count twice: remove it first if the month shall be followed another way.
refused-month-entries = { $month } is already counted from single entries ({ $form }, { $count } of them). A month's total would count them twice: remove them first if the month shall be followed another way.
refused-cannot-cancel = { $form } cannot be cancelled. Remove the entry instead.
refused-cannot-plan = { $form } cannot be planned. Write a day that has been.
refused-no-reason = “{ $reason }” is none of the reasons. Choose { $all }.
refused-overlap = { $field } was changed by somebody else in the meantime: it now says { $value }. What you wrote is kept. Save again if yours shall stand.
refused-no-change = Nothing is changed, so there is nothing to save.
refused-nothing-to-undo = You have nothing more to undo.
refused-not-for-role = The role { $role } does not have this. It is for another role, or for a session without one.
refused-no-role = There is no role { $typed }. The plan has these: { $roles }.
refused-no-roles = There is no role { $typed }: the plan in force has no roles.
refused-name-stays = A name that has been replaced does not come back by undoing. Correct entry { $id } with what shall stand there.
refused-changed-since = Entry { $id } has been changed since. Undo the later change first, or correct the entry.
refused-cannot-undo = That cannot be undone. Make a new change instead.
refused-plan = The plan is not loaded: the old one is in force and every entry is kept.
refused-row = Row { $row }: { $text }
refused-rows = Nothing of the file is stored. Correct the rows and import it again.
refused-not-allowed = Your account may not do that. Ask whoever administers the promise here.
refused-not-saved = Not saved: the disk cannot be written ({ $why }). What you wrote is kept. Try again when that is mended.
refused-no-case = There is no case { $code }. Read the code once more.
refused-no-case-near = There is no case { $code }. Do you mean { $near }?
refused-month-codes = In { $month } cases are kept by code. Write the codes of the cases instead of how many they were.
refused-month-counts = In { $month } cases are only counted. Write how many were up in the meeting; nothing is kept by code that month.
refused-notes-closed = Notes on { $code } are closed: { $why }. Save without the note, or enter the consent first.
refused-notes-closed-for = { $party } { $why }
refused-kept-by-desk = “{ $field }” is set by lofte and is not changed by hand.
notes-closed-none = { $count ->
    [one] has
   *[other] have
} no consent
notes-closed-unsigned = { $count ->
    [one] lacks
   *[other] lack
} a signature
notes-closed-not-yet = has consent only from { $day }
notes-closed-expired = had consent until { $day }
notes-closed-withdrawn = had its consent withdrawn { $day }
notes-closed-withdrawn-at = had its consent withdrawn { $day } { $time }
notes-closed-adult = lacks the young person's own consent (who may be 18 from { $day })

## What opening or checking the store found

found-journal-whole = The journal is whole: { $n ->
    [one] { $n } happening
   *[other] { $n } happenings
}.
found-torn-tail = A half-written line at the end of the journal was cut off ({ $n } bytes). It had never been confirmed as saved.
found-mended = The journal was damaged. { $n ->
    [one] { $n } happening was
   *[other] { $n } happenings were
} taken from the database; nothing is missing.
found-lost = { $n ->
    [one] { $n } happening is
   *[other] { $n } happenings are
} neither in the journal nor in the database: number { $numbers }. Restore a backup if they are needed.
found-set-aside = Nothing is missing, but lofte did not end as it should. The database is made anew from the journal; the old one is set aside as { $name }.
found-made-anew = The files of the database were not as they had been left. They are set aside as { $name } and the database is made anew from the journal; nothing is missing.
found-database-whole = The database agrees with the journal: { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}.
found-database-behind = The database is { $n ->
    [one] { $n } happening
   *[other] { $n } happenings
} behind the journal and is catching up.
found-database-differs = The database differs from the journal in { $n ->
    [one] { $n } place
   *[other] { $n } places
} and is made anew; the journal decides.
found-memory-agrees = What is shown agrees with the journal.
found-memory-differs = What is shown does not agree with the journal, first at entry { $id }. Start lofte again; the journal decides.
meeting-no-cases = no case
meeting-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}{ $codes }
meeting-actions = { $count } with a coordinated action
meeting-all = { $called ->
    [2] both
    [3] all three
    [4] all four
    [5] all five
   *[other] all { $called }
}
meeting-some = { $came } of { $called } parties
meeting-actions-short = { $count ->
    [one] { $count } action
   *[other] { $count } actions
}

## Courses

course-due = evening { $session } of { $of }
course-attendance = { $evening }, attendance
course-evening = Evening { $session } of { $of }
course-places = { $reserves ->
    [0] { $course }: { $taken } of { $places } places
    [one] { $course }: { $taken } of { $places } places, { $reserves } reserve
   *[other] { $course }: { $taken } of { $places } places, { $reserves } reserves
}
course-with-this = with this one
course-share = { " " }({ $percent } %)
course-balance = { $other ->
    [0] women { $women }{ $womenshare }, men { $men }{ $menshare }: { $verdict }
   *[other] women { $women }{ $womenshare }, men { $men }{ $menshare }, other { $other }: { $verdict }
}
course-even = even balance
course-uneven = uneven balance
course-not-assessed = cannot be assessed
course-protected = protected
course-any = { $left ->
    [one] { $left } place left: the balance will be even
   *[other] { $left } places left: the balance will be even
}
course-out-of-reach = { $left ->
    [one] { $left } place left: too few for an even balance
   *[other] { $left } places left: too few for an even balance
}
course-needs-women = { $left ->
    [one] { $left } place left: at least { $women } woman for an even balance
   *[other] { $women ->
        [one] { $left } places left: at least { $women } woman for an even balance
       *[other] { $left } places left: at least { $women } women for an even balance
    }
}
course-needs-men = { $left ->
    [one] { $left } place left: at least { $men } man for an even balance
   *[other] { $men ->
        [one] { $left } places left: at least { $men } man for an even balance
       *[other] { $left } places left: at least { $men } men for an even balance
    }
}
course-needs-both = { $women ->
    [one] { $men ->
        [one] { $left } places left: at least { $women } woman and { $men } man for an even balance
       *[other] { $left } places left: at least { $women } woman and { $men } men for an even balance
    }
   *[other] { $men ->
        [one] { $left } places left: at least { $women } women and { $men } man for an even balance
       *[other] { $left } places left: at least { $women } women and { $men } men for an even balance
    }
}
