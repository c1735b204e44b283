# Entries in words, what is due, figures; what is refused and what is asked.

## Answers

yes = ja
no = nej
not-stated = ej uppgivet
not-known = vet ej
not-applicable = ej aktuellt
closed = stängt
not-stated-short = ·

## An entry in one line

count-of = { $n } { $label }
# One of something: labels have only their plural.
one-of = { $label }: 1
labelled = { $label } { $value }
entry-number = post { $id }
entry-planned = { $line } (planerat)
entry-cancelled = { $line } (inställt: { $reason })
status-done = genomfört
status-set-up = upplagd
status-planned = planerat
status-cancelled = inställt: { $reason }
in-bin = i papperskorgen

## What was just done

saved = Sparat { $time }
amended = Ändrat { $time }
removed = Borttaget { $time }
restored = Återtaget { $time }
undone = Ångrat { $time }
imported = Inläst { $time }
plan-loaded = Ny plan { $time }
entry-and-more = { $line } och { $n } till
entries = { $count ->
    [one] { $count } post
   *[other] { $count } poster
}
plan-in-force = { $plan } gäller nu, alla poster är kvar
effect = { $label } { $value } { $during }
evenings-of = { $held } av { $of } kvällar
effect-brief = { $value } { $during }

## Figures

of-all = { $value } av { $of }
figure-none = – { $why }
nothing-zero = noll
nothing-cancelled = inställt
nothing-missing = saknas
nothing-not-due = inte än
nothing-too-few = för få
nothing-running = pågår
standing-no-target = inget mål
standing-on-track = enligt plan
standing-behind = efter plan
standing-kept = uppfyllt
standing-not-kept = ej uppfyllt
standing-not-assessable = ej bedömbart
target-at-least = minst { $n }
target-per = minst { $n } per { $each }
target-share = minst { $n } %
target-each-expected = varje vecka
target-none = inget mål
remark-cancelled = { $n ->
    [one] { $n } inställd
   *[other] { $n } inställda
}
remark-cancelled-for = { $n ->
    [one] { $n } inställd: { $reason }
   *[other] { $n } inställda: { $reason }
}
remark-postponed-for = { $n ->
    [one] { $n } flyttad: { $reason }
   *[other] { $n } flyttade: { $reason }
}
remark-running = { $n } pågår ({ $held } av { $of } kvällar)
remark-planned = { $n ->
    [one] { $n } planerad
   *[other] { $n } planerade
}
remark-missing = { $n } saknas
remark-not-stated = { $n } ej uppgivet
remark-left-out = { $n } räknas inte in
remark-outside = { $n } utanför perioden
remark-cut = delar av månader är inte med

## Finding

search-cases = Ärenden söks bara på ärendekod: socialtjänsten får inte söka på känsliga uppgifter (förordning 2001:637, 15 §). Skriv koden eller början av den.

## What is due

due-missing = { $what } { $span }: { $count } saknas
due-commitments = åtaganden { $span }: { $count } försenade
due-actions = samordnade insatser { $span }: { $count } att komplettera
due-consents = samtycken { $span }: { $count } har gått ut
due-action = insats { $code }: { $lacks } saknas
due-evening = { $what } { $n } av { $of }, närvaro
due-place = ledig plats { $course }: { $who }
due-place-protected = ledig plats { $course }: skyddade uppgifter
due-places = platser lediga: { $count } reserver står i tur
due-lacks-kind = slag
due-lacks-party = en andra part
due-lacks-commitment = åtagande
due-ends = går ut
due-ends-today = går ut i dag
due-ended = har gått ut
due-since = { $day } –
show = visa

## Days, months and times that cannot be read

when-empty = Här står ingenting. { $example }
when-unreadable-day = ”{ $found }” är ingen dag. { $example }
when-unreadable-month = ”{ $found }” är ingen månad. { $example }
when-unreadable-time = ”{ $found }” är inget klockslag. { $example }
when-ambiguous = ”{ $found }” kan betyda flera saker. { $example }
when-impossible = ”{ $found }” finns inte i almanackan. { $example }
when-no-time = Klockan kan inte vara ”{ $found }”. { $example }
when-no-week = { $year } har ingen vecka { $week }.
when-wrong-weekday = ”{ $found }”: det är { $day }. Rätta veckodagen eller dagen.
when-far-year = År { $year } är för långt bort. { $example }
example-day = Skriv till exempel t, -1, ti, 27/11, v47 eller 2023-11-27.
example-month = Skriv till exempel okt, 2023-10 eller oktober 2023.
example-time = Skriv till exempel 21.30, 2130 eller nu.

## Periods that cannot be read

period-unknown = ”{ $text }” är ingen period. Skriv till exempel 2023, 2023-03, ht2023, t2-2023, 2023-v47 eller all.
period-year = År { $year } är för långt bort. Skriv ett år från 2000 till 2099.
period-number = Fel nummer på { $kind }: { $n }. Skriv 1 till { $last }.
period-day = ”{ $text }” finns inte i almanackan.
period-turned = Perioden slutar { $to }, innan den börjar { $from }. Byt plats på dem.

## Numbers that cannot be read

number-empty = Här står ingenting. Skriv ett helt tal.
number-decimal = ”{ $found }” är inget helt tal. Skriv utan decimaler.
number-grouping = ”{ $found }” kan vara ett tal eller flera. Skriv det utan mellanslag.
number-incomplete = I ”{ $found }” saknas ett tal.
number-not = ”{ $found }” är inget tal. Skriv till exempel 7, 3+4 eller 1 200.
number-large = Talet är för stort.

## Answers that cannot be stored

in-field = { $label }: { $text }
answer-range = { $n } kan inte stämma. Skriv ett tal från { $from } till { $to }.
answer-least = { $n } kan inte stämma. Det minsta möjliga är { $from }.
answer-most = { $n } kan inte stämma. Det mesta möjliga är { $to }.
answer-not-in-list = ”{ $typed }” finns inte i listan. Skriv en del av namnet.
answer-not-in-list-near = ”{ $typed }” finns inte i listan. Menar du { $near }?
answer-not-in-list-all = ”{ $typed }” finns inte i listan. Välj { $all }.
answer-several = ”{ $typed }” kan vara { $items }. Skriv mer av namnet.
answer-long = Texten har { $length } tecken och här ryms { $max }. Korta den.
answer-yes-no = Svara j för ja eller n för nej.
answer-personal-number = Här står något som ser ut som ett personnummer. Det får inte sparas: ta bort det.
answer-case = { $typed } är ingen ärendekod. En kod har fyra tecken och ett kontrolltecken: K7RT-M.
answer-case-check = { $typed } är felskrivet: kontrolltecknet sist stämmer inte. Läs koden en gång till.
answer-course = { $typed } är ingen kurs. Skriv terminen: ht2023, eller ht2023-2 för en andra kurs.
answer-term = { $typed } är ingen termin. Skriv vt2024 eller ht2024.
answer-not-cancelled = Bara en inställd kurs flyttas till en annan termin. Ställ in kursen, eller ta bort terminen.
answer-grades = Skriv fem antal, för svaren 1 till 5: 0 1 3 5 2.
answer-no-course = Det finns ingen kurs ännu. Lägg upp kursen först.
answer-no-such-course = Det finns ingen sådan kurs. Välj { $there }.
answer-other-course = En kurs som börjar då heter { $free }.
answer-not-seated = Ingen har platsen { $seat } den kvällen.
answer-protected = Den som har skyddade uppgifter skrivs utan namn: ta bort det.
answer-total-few = { $away ->
    [0] Alla { $of } närvarande, men du räknade { $given }: { $off } för lite. Rätta det som är fel.
   *[other] { $away } frånvarande av { $of } ger { $counted }, du räknade { $given }: { $off } för lite. Rätta det som är fel.
}
answer-total-many = { $away ->
    [0] Alla { $of } närvarande, men du räknade { $given }: { $off } för mycket. Rätta det som är fel.
   *[other] { $away } frånvarande av { $of } ger { $counted }, du räknade { $given }: { $off } för mycket. Rätta det som är fel.
}
answer-phone = Det är inget telefonnummer. Skriv bara siffror, mellanslag och bindestreck: 070-123 45 67.
answer-kind = Svaret är av ett annat slag än fältet tar emot.
answer-missing = Fyll i det här. Utan svar kan posten inte räknas.
answer-exceeds = Högst { $most } är möjligt: mer än ”{ $other }” kan det inte vara.

## What is asked

ask-future = { $day } har inte varit än. Stämmer dagen?
ask-long-ago = { $day } är { $days } dagar sedan. Stämmer dagen?
ask-outside = { $day } ligger utanför löftets tid, { $period }. Posten sparas men räknas för sig. Spara ändå?
ask-unusual-many = { $label } { $n } är ovanligt mycket, mer än { $to }. Stämmer det?
ask-unusual-few = { $label } { $n } är ovanligt lite, mindre än { $from }. Stämmer det?
ask-unanswered = ”{ $label }” är inte ifyllt. Spara som ej uppgivet?
ask-phone = { $label }: här står något som ser ut som ett telefonnummer. Inga uppgifter om enskilda. Spara ändå?
ask-email = { $label }: här står något som ser ut som en e-postadress. Inga uppgifter om enskilda. Spara ändå?
ask-plate = { $label }: här står något som ser ut som ett registreringsnummer. Inga uppgifter om enskilda. Spara ändå?
ask-already = En likadan post finns redan: post { $id }, av { $who } { $when }. Är det här en till?
ask-age = Den sökande är { $ages } år när kursen börjar. Kursen är för { $from }–{ $to } år. Skriv skälet till att åldern godtas, eller rätta födelseåret.
ask-guardian = Har vårdnadshavaren skrivit under? Den som kan vara under 18 när kursen börjar behöver det.
ask-same-person = Någon med samma namn finns redan på { $course }: post { $id }. Är det här en till?
ask-course-full = Alla { $places } platser på { $course } är tagna. Ta in en till?
ask-not-over = Kursen { $course } är inte slut än. Ge diplom eller ambassadörskap ändå?
ask-not-completed = Deltagaren har inte fullföljt { $course }, efter vad som är registrerat. Ge diplom eller ambassadörskap ändå?
ask-closed-case = Ärendet { $code } är avslutat. Spara och återöppna det?
ask-action-kind = Den samordnade insatsens slag är inte angivet än. Spara, så står den kvar på Idag?
ask-action-parties = En samordnad insats har minst två parter. Spara, så räknas den och står kvar på Idag?
ask-action-commitment = Ärendet har inget åtagande än: vem gör vad till när? Spara, så står det kvar på Idag?
ask-action-closed-to = I { $code } gäller inget samtycke för { $parties }. Spara den samordnade insatsen ändå?
ask-action-no-consent = I { $code } gäller inget samtycke alls. Spara den samordnade insatsen ändå?
account-unknown = konto { $uid }

## What is refused

refused-no-form = Det finns inget formulär ”{ $form }”. Formulären är { $all }.
refused-no-field = { $form } har inget fält ”{ $field }”. Fälten är { $all }.
refused-no-entry = Post { $id } finns inte.
refused-in-bin = Post { $id } ligger i papperskorgen. Ta upp den därifrån först.
refused-not-in-bin = Post { $id } ligger inte i papperskorgen.
refused-already-there = { $what } finns redan: post { $id }. Rätta den i stället.
refused-month-extract = { $month } räknas redan från { $form }, post { $id }. Fler poster skulle räknas dubbelt: ta bort den först om månaden ska följas på annat sätt.
refused-month-entries = { $month } räknas redan från enskilda poster ({ $form }, { $count } st.). En månadssumma skulle räkna dem dubbelt: ta bort dem först om månaden ska följas på annat sätt.
refused-cannot-cancel = { $form } kan inte ställas in. Ta bort posten i stället.
refused-cannot-plan = { $form } kan inte planeras. Skriv en dag som har varit.
refused-no-reason = ”{ $reason }” är inget av skälen. Välj { $all }.
refused-overlap = { $field } ändrades av någon annan under tiden: där står nu { $value }. Det du skrev är kvar. Spara igen om ditt ska gälla.
refused-no-change = Ingenting är ändrat, så det finns inget att spara.
refused-nothing-to-undo = Du har inget mer att ångra.
refused-not-for-role = Det här ingår inte i rollen { $role }. Det hör till en annan roll, eller till den som loggar in utan roll.
refused-no-role = Det finns ingen roll { $typed }. Planen har dessa: { $roles }.
refused-no-roles = Det finns ingen roll { $typed }: planen som gäller har inga roller.
refused-name-stays = Ett namn som har ersatts kommer inte tillbaka när man ångrar. Rätta post { $id } med det som ska stå där.
refused-changed-since = Post { $id } har ändrats efteråt. Ångra den senare ändringen först, eller rätta posten.
refused-cannot-undo = Det går inte att ångra. Gör en ny ändring i stället.
refused-plan = Planen är inte inläst: den gamla gäller och alla poster är kvar.
refused-row = Rad { $row }: { $text }
refused-rows = Ingenting av filen är inläst. Rätta raderna och läs in den igen.
refused-not-allowed = Ditt konto får inte göra det. Be den som förvaltar löftet här.
refused-not-saved = Inte sparat: det går inte att skriva på disken ({ $why }). Det du skrev är kvar. Försök igen när det är åtgärdat.
refused-no-case = Det finns inget ärende { $code }. Läs koden en gång till.
refused-no-case-near = Det finns inget ärende { $code }. Menar du { $near }?
refused-month-codes = { $month } förs ärendena med kod. Skriv ärendenas koder i stället för antal.
refused-month-counts = { $month } räknas ärendena bara till antal. Skriv hur många som var uppe i mötet; inget förs med kod den månaden.
refused-notes-closed = Anteckningar om { $code } är stängda: { $why }. Spara utan anteckning, eller för in samtycket först.
refused-notes-closed-for = { $party } { $why }
refused-kept-by-desk = ”{ $field }” sätts av lofte och ändras inte för hand.
notes-closed-none = { $count ->
   *[other] har
} inget samtycke
notes-closed-unsigned = { $count ->
   *[other] saknar
} underskrift
notes-closed-not-yet = har samtycke först från { $day }
notes-closed-expired = hade samtycke till { $day }
notes-closed-withdrawn = fick samtycket återkallat { $day }
notes-closed-withdrawn-at = fick samtycket återkallat { $day } { $time }
notes-closed-adult = saknar den unges eget samtycke (kan vara 18 från { $day })

## What opening or checking the store found

found-journal-whole = Journalen är hel: { $n ->
    [one] { $n } händelse
   *[other] { $n } händelser
}.
found-torn-tail = En halvskriven rad i slutet av journalen togs bort ({ $n } byte). Den hade aldrig bekräftats som sparad.
found-mended = Journalen var skadad. { $n ->
    [one] { $n } händelse hämtades
   *[other] { $n } händelser hämtades
} ur databasen; inget saknas.
found-lost = { $n ->
    [one] { $n } händelse
   *[other] { $n } händelser
} finns varken i journalen eller databasen: nummer { $numbers }. Återställ från en säkerhetskopia om de behövs.
found-set-aside = Inget saknas, men lofte avslutades inte som det ska. Databasen görs om från journalen; den förra är undanlagd som { $name }.
found-made-anew = Databasens filer var inte som de lämnades. De är undanlagda som { $name } och databasen görs om från journalen; inget saknas.
found-database-whole = Databasen stämmer med journalen: { $n ->
    [one] { $n } post
   *[other] { $n } poster
}.
found-database-behind = Databasen är { $n ->
    [one] { $n } händelse
   *[other] { $n } händelser
} efter journalen och kommer ikapp.
found-database-differs = Databasen skiljer sig från journalen på { $n ->
    [one] { $n } ställe
   *[other] { $n } ställen
} och görs om; journalen gäller.
found-memory-agrees = Det som visas stämmer med journalen.
found-memory-differs = Det som visas stämmer inte med journalen, först vid post { $id }. Starta om lofte; journalen gäller.
meeting-no-cases = inget ärende
meeting-cases = { $count ->
    [one] { $count } ärende
   *[other] { $count } ärenden
}{ $codes }
meeting-actions = { $count } med samordnad insats
meeting-all = { $called ->
    [2] båda
    [3] alla tre
    [4] alla fyra
    [5] alla fem
   *[other] alla { $called }
}
meeting-some = { $came } av { $called } parter
meeting-actions-short = { $count ->
    [one] { $count } insats
   *[other] { $count } insatser
}

## Courses

course-due = kväll { $session } av { $of }
course-attendance = { $evening }, närvaro
course-evening = Kväll { $session } av { $of }
course-places = { $reserves ->
    [0] { $course }: { $taken } av { $places } platser
    [one] { $course }: { $taken } av { $places } platser, { $reserves } reserv
   *[other] { $course }: { $taken } av { $places } platser, { $reserves } reserver
}
course-with-this = med den här
course-share = { " " }({ $percent } %)
course-balance = { $other ->
    [0] tjejer { $women }{ $womenshare }, killar { $men }{ $menshare }: { $verdict }
   *[other] tjejer { $women }{ $womenshare }, killar { $men }{ $menshare }, annat { $other }: { $verdict }
}
course-even = jämn fördelning
course-uneven = ojämn fördelning
course-not-assessed = kan inte bedömas
course-protected = skyddad
course-any = { $left ->
    [one] { $left } plats kvar: fördelningen blir jämn
   *[other] { $left } platser kvar: fördelningen blir jämn
}
course-out-of-reach = { $left ->
    [one] { $left } plats kvar: räcker inte till jämn fördelning
   *[other] { $left } platser kvar: räcker inte till jämn fördelning
}
course-needs-women = { $left ->
    [one] { $left } plats kvar: minst { $women } tjej för jämn fördelning
   *[other] { $women ->
        [one] { $left } platser kvar: minst { $women } tjej för jämn fördelning
       *[other] { $left } platser kvar: minst { $women } tjejer för jämn fördelning
    }
}
course-needs-men = { $left ->
    [one] { $left } plats kvar: minst { $men } kille för jämn fördelning
   *[other] { $men ->
        [one] { $left } platser kvar: minst { $men } kille för jämn fördelning
       *[other] { $left } platser kvar: minst { $men } killar för jämn fördelning
    }
}
course-needs-both = { $women ->
    [one] { $men ->
        [one] { $left } platser kvar: minst { $women } tjej och { $men } kille för jämn fördelning
       *[other] { $left } platser kvar: minst { $women } tjej och { $men } killar för jämn fördelning
    }
   *[other] { $men ->
        [one] { $left } platser kvar: minst { $women } tjejer och { $men } kille för jämn fördelning
       *[other] { $left } platser kvar: minst { $women } tjejer och { $men } killar för jämn fördelning
    }
}
