# The promise, its figures, and one entry of it.

## The promise's own text

document-parties = Parties
document-period = Period
document-signed = Adopted and signed
document-framework = Rests on
document-framework-ends = Ends before the promise.
document-predecessor = Renews
document-basis = Built on
document-target-group = Target group
document-criteria = Shall
document-notes = Note
document-scope = Scope
document-when = When
document-responsible = Responsible
document-through = { $party } through { $through }
document-follow-up = Followed up by
document-evaluator = Evaluated by
document-serves = Shall
document-examples = Examples
document-examples-why = The promise names no places or units. These are examples, to be replaced by the municipality’s own in the plan.

## What is coming

coming-over = The promise is over.

## Figures

figures-target = target
figures-standing = standing
figures-not-kept = not kept here yet
figures-finer = { $n } figures more
figures-fewer = fewer figures
figures-finer-how = Enter shows or hides the finer figures: what was expected, lapsed and is missing, each party’s attendance, and the cases.
figures-finer-course-how = Enter shows or hides the finer figures: the participants and their balance, the attendance, those who completed, the surveys and the ambassadors.
figures-not-begun = has not begun
figures-outside = The period lies outside the promise.
figures-partly-outside = Part of the period lies outside the promise.
figures-no-further = It goes no further that way. c changes the kind of period.

## One entry

detail-gone = There is no such entry.
detail-in-bin = The entry is in the bin. Take it back first.
detail-no-form = The plan no longer has the form. The entry is kept as it is.
detail-counts = Belongs to
detail-shift = the { $part } shift
detail-shift-before = which began the day before
detail-outside = outside the promise, counted apart
detail-not-counted = does not count
detail-asked = Accepted questions
detail-made = Entered by
detail-kept = No longer in the plan
origin-imported = imported
asked-future-day = a day that has not been yet
asked-long-ago = a day long ago
asked-outside-period = a day outside the promise
asked-unusual = an unusual number
asked-unanswered = an answer that is missing
asked-personal-looking = a text that may point somebody out
asked-already-logged = an entry like it is there
asked-closed-case = a closed case
asked-action-kind = the kind of action is not stated
asked-action-parties = an action of fewer than two parties
asked-action-commitment = an action without a commitment
asked-action-closed-to = an action without valid consent
asked-age = an age outside the course's
asked-guardian = a guardian's signature is not stated
asked-same-person = somebody of the same name is there
asked-course-full = every place was taken
asked-not-over = the course was not over
asked-not-completed = the course was not completed

## Its history

history-title = History
history-entered = entered it
history-entered-as = entered it: { $status }
history-because = { $what } ({ $reason })
history-undid = { $what } (by Undo)
history-removed = moved it to the bin
history-restored = took it out of the bin
history-lost = Its content can no longer be read.
