# Papers: the notes and the agenda of a meeting.

paper-secrecy = Sekretess: OSL 26 kap. 1 §. Kan innehålla uppgifter som omfattas av sekretess. { $authority }, { $day }
paper-secrecy-alone = Sekretess: OSL 26 kap. 1 §. Kan innehålla uppgifter som omfattas av sekretess. { $day }
paper-example = EXEMPEL
paper-notes = Minnesanteckningar { $what } { $day }, { $week }
paper-agenda = Dagordning { $what } { $day }, { $week }
paper-for = Gjorda för { $party }.
paper-left-out = { $count ->
    [one] { $count } ärende är stängt för { $party } och finns inte med.
   *[other] { $count } ärenden är stängda för { $party } och finns inte med.
}
paper-cancelled = Inställt: { $reason }.
paper-planned = Planerat.
paper-not-recorded = Mötet är inte registrerat.
paper-pause = Planerat uppehåll: { $pause }. Inget möte väntas.
paper-numbers = Numren står fast. Ärenden som kommer till får nästa nummer.
paper-points = Punkter
paper-attendance = Närvaro
paper-present = { $present } av { $called } kallade parter i rummet.
paper-cases = Ärenden
paper-no-cases = Inga ärenden.
paper-commitments = Åtaganden
paper-late = Försenade åtaganden
paper-themes = Teman, gruppnivå
paper-round = Lägesrunda, gruppnivå
paper-next = Nästa möte
paper-number = nr
paper-code = kod
paper-status = läge
paper-why = varför
paper-must-leave = måste lämna
paper-without-consent = utan samtycke
paper-decision = beslut
paper-action = samordnad insats
paper-follow-up = uppföljning
paper-texts = Anteckningar
paper-who = vem
paper-what = vad
paper-by = senast
paper-standing = läge
paper-of-parties = { $action }: { $parties }
paper-for-reason = { $decision } ({ $reason })

# Lists of a course.

paper-personal = Personuppgifter. För kursens ledare, strimlas efter terminen. { $day }
paper-roster = Deltagarlista { $what } { $course }
paper-attendance-list = Närvarolista { $what } { $course }
paper-diplomas = Diplomlista { $what } { $course }
paper-participants = Deltagare
paper-reserves = Reserver i ordning
paper-letter = bokstav
paper-name = namn
paper-born = född
paper-gender = kön
paper-protected = skyddade uppgifter
paper-even = jämn fördelning
paper-uneven = ojämn fördelning
paper-cannot-assess = fördelningen kan inte bedömas
paper-places = { $count } av { $places } platser: { $women ->
    [one] { $women } kvinna
   *[other] { $women } kvinnor
}, { $men ->
    [one] { $men } man
   *[other] { $men } män
}{ $other ->
    [0] {""}
   *[other] , { $other } annat eller ej uppgivet
}; { $verdict }.
paper-marks = Tecken
paper-marks-legend = { $present } närvarande, { $absent } frånvarande, { $notified } anmäld frånvaro, { $late } kom sent, { $left_early } gick tidigare, { $excused } ledig av kursen, – inte med på kursen då
paper-completed = Fullföljt
paper-not-held = Kursen är inte genomförd än.
paper-there = närvaro
paper-diploma = diplom
paper-given = utdelat
paper-not-given = ej utdelat
paper-evenings-of = { $there } av { $of } ({ $percent } %)
paper-completed-of = { $count } av { $all } som gick kursen har fullföljt.
