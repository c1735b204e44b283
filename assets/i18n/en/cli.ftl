# The command line.

## What stands over columns

cli-head-id = id
cli-head-day = day
cli-head-entry = entry
cli-finer = { $n } more figures are shown with --all.
cli-head-measure = measure
cli-head-value = so far
cli-head-target = target
cli-head-standing = standing
cli-upto = { $period }, to { $day }

## What was done

cli-none = No entries.
cli-no-meeting = There is no meeting on { $day }. Record it first, or see in the list which days have meetings.
cli-no-course = No course is called “{ $typed }”. The courses are { $all }.
cli-no-courses = There is no course yet.
cli-who-was-away = Who was there? A number alone does not report the evening. If everybody was: present=all. Else those who were away and the number, absent=c,h present=10, or those who were there, present=elin,bo.
cli-several-called = Several on the course are called “{ $typed }”. Write the letter: { $all }.
cli-no-agenda = The plan keeps no cases by code, so there is no numbered agenda.
cli-no-next-meeting = No further meeting is expected. Give a day: lofte agenda 2023-11-28
cli-nothing-due = Nothing is due.
cli-exported = { $count } entries are written to { $path }.
cli-backed-up = The backup { $path } is written and has been read back.
cli-restored = The desk is restored in { $dir }.
cli-demo-made = An example with { $count } entries lies in { $dir }.

## History

cli-step = { $seq }  { $when }  { $who }  { $what }
cli-step-entered = entered
cli-step-amended = changed
cli-step-removed = removed
cli-step-restored = taken back
cli-step-undone = undone
cli-step-lost = its content can no longer be read

## Lines that are not understood

cli-line-empty = Which form? Write, for example: lofte add visit stort 7
cli-line-quote = A quotation mark is never closed.
cli-line-no-form = There is no form “{ $typed }”. The forms are { $all }.
cli-line-several-forms = “{ $typed }” could be { $all }. Write more of the name.
cli-line-no-field = { $form } has no field “{ $typed }”. The fields are { $all }.
cli-line-twice = { $field } is there twice.
cli-line-two-marks = { $who } stands both as { $one } and as { $other }. Choose one.
cli-line-nothing-left = “{ $typed }” fits no field. Write field={ $typed }.
cli-line-yes-no = “{ $typed }” is neither yes nor no.
cli-line-no-reason = “{ $typed }” is none of the reasons. Choose { $all }.
cli-correct-named = Which field is “{ $typed }” for? Write field={ $typed }.

## Line by line

cli-ask-how = Empty line: what stands in brackets holds. < back, - does not apply, ? not known.
cli-ask-first = This is the first question.
cli-ask-needed = This needs an answer. Without one the entry cannot be counted.
cli-ask-why-cancelled = Why was it cancelled?
cli-ask-yes-or-no = y yes, n no (empty line: yes)
cli-ask-roster = Everybody is { $usual } unless something else is said. Write exceptions: a name for { $otherwise }, or { $who }={ $mark }.
cli-ask-seats = Everybody is { $usual } unless something else is said. Write exceptions: a letter for { $otherwise }, or { $who }={ $mark }.
cli-ask-cases = Case codes with commas between. 0 for none.
cli-ask-case-marks = Code=action with commas between; the code alone if the kind is to be stated later. 0 for none.
cli-ask-left = Not saved. What you answered is kept as a draft: go on with --continue or on the screen.
cli-ask-left-empty = Not saved. Nothing was answered.

## Importing

cli-import-line = Line { $line }: { $text }
cli-import-fine = ok.
cli-import-there = { $count ->
    [one] { $count } was on the course already and was left out.
   *[other] { $count } were on the course already and were left out.
}
cli-import-would = { $count ->
    [one] { $count } entry would be read in. Nothing is changed.
   *[other] { $count } entries would be read in. Nothing is changed.
}
cli-import-empty = The file has no lines to read in. The first line holds the headings, each line after it an entry.
cli-import-not-text = The file is no text. Save it as CSV and try again.
cli-import-long = { $path } is too large. Divide it.
cli-import-heading = The heading “{ $heading }” is no field of { $form }. The fields are { $all }. Nothing is read in.
cli-import-heading-twice = The heading “{ $heading }” stands for a field that has a column already. Nothing is read in.
cli-import-too-many-cells = The line has more cells than there are headings.
cli-import-other-form = The line belongs to “{ $form }”. Read in one form at a time.
cli-import-not-done = “{ $status }” cannot be read in: only what was done.

## Plans

cli-plan-whole = The plan “{ $title }” is whole: { $forms } forms and { $measures } measures.
cli-plan-too-long = { $path } is too large to be a plan.
cli-plan-not-utf8 = { $path } is not UTF-8. Save the plan as UTF-8.
cli-plan-form = form
cli-plan-measure = measure
cli-plan-role = role
cli-plan-no-activities = figures only
cli-ssh-quote = A quotation mark is not closed.
cli-ssh-chosen = The desk and the role are chosen by the server's configuration: leave out --data and --role.
cli-ssh-task = This cannot be done over this connection: it reads or writes files on the server.
cli-plan-later = Nothing is entered here yet.
cli-no-such-part = The period has no such part.

## Looking the desk over

cli-doctor-well = All is as it should be.
cli-doctor-not-well = Not all is as it should be: see the lines above.
cli-doctor-damaged = { $n ->
    [one] The journal is damaged in { $n } place. It is mended from the database when lofte is opened next.
   *[other] The journal is damaged in { $n } places. They are mended from the database when lofte is opened next.
}
cli-doctor-database-failed = The database does not work ({ $why }). The journal holds and nothing is lost; the database is made anew when lofte is opened next.

## The desk itself

cli-homeless = There is no home directory to keep the desk in. Name a directory with --data.
cli-not-utf8 = An argument is not UTF-8. Check the terminal's character encoding.
cli-no-output = The output could not be written: { $why }.
cli-unread = { $path } cannot be read: { $why }.
cli-unexpected = The desk answered something else than was asked. Nothing is known of the outcome; try again.
cli-desk-clock = “{ $given }” in LOFTE_NOW is no time. Write it like 2023-11-22T21:52.
cli-desk-other-clock = LOFTE_NOW takes effect when the desk starts. The one already running goes by { $now }.
cli-desk-linger = “{ $given }” is no length of time. Write it like 30s, 10min, 2h or never.
cli-desk-not-there = Nobody has the desk in { $path } open.
cli-desk-silent = The desk (process { $pid }) does not answer. End the process and try again; what was saved is kept.
cli-desk-other-version = The desk is served by lofte { $version } and this is lofte { $own }. Close every lofte and open again.
cli-desk-turned-away = The desk did not let us in: { $why }.
cli-desk-crowded = The desk has too many connections just now. Close a screen and try again.
cli-desk-stranger = The desk's entrance belongs to account { $why }, who does not own the directory. Nothing was sent.
cli-desk-lost = The connection to the desk was lost: { $why }. See whether what you did is in the list.
cli-wire-gone = the desk was closed
cli-wire-slow = no answer came in time
cli-desk-unreached = The desk cannot be reached: { $why }.
cli-failed-backup = The backup was not written: { $why }.
cli-failed-draft = The draft could not be kept on disk: { $why }. It is still in memory.
cli-failed-drafts = You have too many drafts. Save or drop one of them; what you write now is not kept as a draft.
cli-failed-reading = The journal could not be read: { $why }.
cli-failed-request = The desk did not understand the question: { $why }.
cli-store-full = The disk is full at { $path }. Make room and try again; what was saved is kept.
cli-store-read-only = { $path } is on a read-only file system. The desk must be able to write there.
cli-store-no-access = No access to { $path }. The directory must belong to the account that opens it.
cli-store-io = { $path }: { $why }.
cli-store-in-use = The desk in { $path } is already open in another process.
cli-store-newer = { $path } was written by a newer lofte. Nothing is touched; update the program.
cli-store-not-a-desk = { $path } holds something else than a desk. Nothing is touched; choose an empty directory.
cli-store-network = { $path } is on a network disk, where two machines could open the same desk. Choose a local disk.
cli-store-damaged = The journal in { $path } is damaged. Open the desk and it is mended.
cli-store-nothing-left = Nothing readable is left in { $path }. Restore a backup into another directory.
cli-store-exists = { $path } is there already. Choose another name.
cli-store-not-empty = { $path } is not empty. Choose an empty directory or one that does not exist.
cli-store-bad-backup = { $path } is not a whole backup made by lofte. Nothing is restored.
cli-store-other = The desk could not be opened: { $why }.
