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
