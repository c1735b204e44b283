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

# Lists of a course.

paper-personal = Personal data. For the leaders of the course, shredded after the term. { $day }
paper-roster = Roster { $what } { $course }
paper-attendance-list = Attendance list { $what } { $course }
paper-diplomas = Diploma list { $what } { $course }
paper-participants = Participants
paper-reserves = Reserves in order
paper-letter = letter
paper-name = name
paper-born = born
paper-gender = gender
paper-protected = protected data
paper-even = even balance
paper-uneven = uneven balance
paper-cannot-assess = the balance cannot be assessed
paper-places = { $count } of { $places } places: { $women ->
    [one] { $women } woman
   *[other] { $women } women
}, { $men ->
    [one] { $men } man
   *[other] { $men } men
}{ $other ->
    [0] {""}
   *[other] , { $other } other or not stated
}; { $verdict }.
paper-marks = Marks
paper-marks-legend = { $present } present, { $absent } absent, { $notified } notified absence, { $late } came late, { $left_early } left early, { $excused } free by leave of the course, – not on the course then
paper-completed = Completed
paper-not-held = The course has not been held yet.
paper-there = attendance
paper-diploma = diploma
paper-given = given
paper-not-given = not given
paper-evenings-of = { $there } of { $of } ({ $percent }%)
paper-completed-of = { $count } of { $all } who took part completed it.
