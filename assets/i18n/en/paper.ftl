# Papers: the notes and the agenda of a meeting.

paper-secrecy = Secrecy: OSL chapter 26, section 1. May contain information covered by secrecy. { $authority }, { $day }
paper-secrecy-alone = Secrecy: OSL chapter 26, section 1. May contain information covered by secrecy. { $day }
paper-example = EXAMPLE
paper-notes = Notes, { $what } { $day }, { $week }
paper-agenda = Agenda, { $what } { $day }, { $week }
paper-for = Made for { $party }.
paper-left-out = { $count ->
    [one] { $count } case is closed to { $party } and left out.
   *[other] { $count } cases are closed to { $party } and left out.
}
paper-cancelled = Cancelled: { $reason }.
paper-planned = Planned.
paper-not-recorded = The meeting is not recorded.
paper-pause = Planned break: { $pause }. No meeting is expected.
paper-numbers = The numbers stand. Cases that are added get the next number.
paper-points = Points
paper-attendance = Attendance
paper-present = { $present } of { $called } parties called were in the room.
paper-cases = Cases
paper-no-cases = No cases.
paper-commitments = Commitments
paper-late = Late commitments
paper-themes = Themes, group level
paper-round = Round, group level
paper-next = Next meeting
paper-number = no.
paper-code = code
paper-status = status
paper-why = why
paper-must-leave = must leave
paper-without-consent = without consent
paper-decision = decision
paper-action = coordinated action
paper-follow-up = follow-up
paper-texts = Notes on cases
paper-who = who
paper-what = what
paper-by = by
paper-standing = standing
paper-of-parties = { $action }: { $parties }
paper-for-reason = { $decision } ({ $reason })
