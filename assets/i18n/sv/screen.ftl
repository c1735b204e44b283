# The full-screen desk.

tab-today = Idag
tab-promise = Löftet
example = EXEMPEL
clock-fixed = fast klocka
too-small = Fönstret är för litet: { $size } behövs
opened-more = lofte doctor berättar allt.
undo-hint = u ångra
up-to = t.o.m. { $day }
desk-failed = Det gick inte: { $why }. Ingenting gick förlorat.
link-lost = Skrivbordet är utom räckhåll. Det du skriver är kvar; det söks igen. { $why }
link-found = Skrivbordet svarar igen. Ingenting gick förlorat.
withheld-tab = { $tab } är inte för rollen { $role }.
withheld-figures = Siffrorna ser alla, under Löftet.
notice-changed = { $who }: { $what }
notice-plan = En annan plan gäller nu. Alla poster är kvar.
notice-not-saving = Sparas inte: skrivbordets disk säger ”{ $why }”. Utkasten är kvar.
notice-saving-again = Det går att spara igen.
today-work = Att göra
today-late = { $count } { $count ->
    [one] försenad
   *[other] försenade
    }
today-today = { $count } i dag
today-nothing = Inget väntar. n gör en ny post.
today-over = Löftets tid är slut. 7 visar vad det blev; lofte plan load FIL tar nästa plan i bruk.
today-draft-tab = Utkast
today-draft = { $form }, påbörjat { $at }
today-draft-dropped = Utkastet är slängt.
today-continue = fortsätt, x släng
today-promise = Löftet
glance-on-track = { $count } enligt plan
glance-behind = { $count } efter plan
glance-not-kept = förs inte här än
glance-no-target = { $count } utan mål
list-all = Alla poster
list-bin = Papperskorgen
list-search = Sök:
list-count = { $count } { $count ->
    [one] post
   *[other] poster
    }
list-planned = planerade
list-cancelled = inställda
list-asked = att följa upp
list-empty = Inga poster än. n gör en ny.
list-none-such = Inga sådana poster.
list-cases-by-code = Inga. Ärenden söks bara på ärendekod (förordning 2001:637, 15 §).
sort-newest = nyast först
sort-oldest = äldst först
recent-title = Rätta en av dina senaste poster
recent-empty = Du har inga poster att rätta.
menu-new = Ny post
menu-repeat = Ny post som den förra
palette-prompt = :
palette-hint = Inget heter så. En post på en rad: besök stort 7
palette-tab = Fliken { $tab }
period-prompt = Period:
period-hint = 2023, 2023-03, ht2023, t2-2023, 2023-v47, 2023-01-01..2023-06-30, all
form-title-new = Nytt: { $form }
form-title-correct = Rätta: { $form }
form-title-complete = Fullfölj: { $form }
form-title-cancelled = Inställt: { $form }
form-reason = Orsak
form-why-cancelled = Välj ett skäl, spara sedan.
form-cancelled = Inställt
form-yes-no = j ja   n nej
form-more = { $count } till
form-examples = exempel: byt till egna i planen
form-jump-hint = Bokstaven vid ett fält går dit. Ctrl-S sparar, Esc lämnar.
form-no-ditto = Din förra post har inget värde här.
form-draft-kept = Utkastet är kvar, överst på Idag.
form-save-again = Se frågorna vid fälten. Spara en gång till så godtas de.
form-paste-cut = Det inklistrade var för långt och kapades.
form-roster-all = alla { $count } { $mark }
form-roster-but = { $but }, övriga { $mark }
form-roster-hint = Bokstav = { $once }
form-roster-hint-again = Bokstav = { $once }, en gång till = { $again }
form-roster-hint-short = Bokstav = { $once }, igen = nästa läge (F1)
form-roster-count = { $enter }, sedan antalet i rummet
form-total-wrong = Räkna om och skriv rätt antal, eller Shift-Tab: bokstaven ändrar den som är fel.
form-grades-hint = fem antal, svaren 1–5: 0 1 3 5 2
form-no-member = Ingen har bokstaven { $key } här. En siffra går till antalet.
form-no-cases = inget ärende
form-cases-keys = siffra markerar, bokstav söker kod, 0 inget ärende
form-no-number = Inget ärende har nummer { $number } här.
form-no-code-letter = Ingen ärendekod har tecknet { $key }. Backsteg börjar om.
form-no-such-case = Inget öppet ärende börjar med { $typed }. Backsteg börjar om.
form-no-such-case-near = Inget öppet ärende har koden { $typed }. Nära: { $near }.
form-several-cases = { $typed } kan vara { $found }. Skriv ett tecken till, eller backsteg.
form-case-recorded = { $code } har ett beslut från mötet, som står kvar. b öppnar det.
form-case-recorded-some = Ärenden har redan beslut från mötet, som står kvar.
form-no-case-meant = Markera ett ärende först.
form-meeting-joined = { $who } har redan sparat mötet. Spara igen, så läggs det du markerat till.
form-meeting-there = Mötet finns redan. Ctrl-O öppnar det; det du skriver här är kvar som utkast.
form-no-case = Inget ärende har koden { $code }.
form-no-case-near = Inget ärende har koden { $code }. Menade du { $near }?
form-case-born = född { $years }
form-leaves = { $parties } (samtycke { $why })
form-must-leave = Måste lämna rummet: { $parties }
form-may-not-hear = Får inte ta del av ärendet: { $parties }
form-note-closed = stängd, eftersom giltigt samtycke saknas
form-also-here = { $who } är också här
field-history = Vad fältet har varit
field-history-step = { $at }  { $who }: { $before } → { $after }
field-history-none = Aldrig ändrat.
origin-default = förval
origin-carried = från förra
origin-computed = känt
origin-proposed = förslag
field-day = En dag: t i dag, -1 i går, ti, 27, 27/11, v47, igår.
field-month = En månad: 2023-03, mars, 3.
field-time = En tid: 2130, 21:30, 21, nu.
field-count = Ett antal; 3+4 räknas ihop.
field-minutes = Minuter; 3+4 räknas ihop.
field-choice = Ett val: siffran vid det, eller skriv en del av ordet.
field-filter = Ett val: skriv en del av ordet. Enter tar det som har ⏎ vid sig.
field-choices = Flera val: siffrorna slår på och av, Enter går vidare.
field-text = En kort text. Skriv inget som pekar ut någon.
field-name = Ett namn. Det visas som initialer tills någon ber om det, och kan bytas ut när som helst.
field-phone = Ett telefonnummer: 070-123 45 67, eller +46 70 123 45 67.
field-note = En anteckning; Ctrl-J ger ny rad. Skriv inget som pekar ut någon.
field-roster = Alla är som vanligt tills en bokstav säger annat: en gång för frånvarande, igen för nästa läge. En siffra går till antalet.
field-roster-marks = En bokstav går genom lägena i den här ordningen och börjar sedan om: { $marks }.
field-total = Räkna dem som är i rummet och skriv antalet: det ska stämma med närvaron ovan.
field-case = Ett ärendes kod, som K7RT-M.
field-cases = Siffran framför ärendet markerar det; bokstäver söker efter koden.  0 = inget ärende.  b beslut, a åtagande, s samtycke, w återkalla: för ärendet du markerade sist.  n nytt ärende.
field-course = En kurs kod, som ht2023.
field-year = Ett år; 08 är 2008.
field-grades = Fem antal, för svaren 1 till 5: 0 1 3 5 2.
field-yes-no = j för ja, n för nej.
help-title = Hjälp
help-here = Här
help-everywhere = Överallt
help-plan = Nya poster
help-form = Ny post: { $form }
help-nothings = När svaret saknas
help-nothings-text = - ej aktuellt, ? vet ej, 0 noll, i inställt (som hela innehållet i fältet). Tomt blir ej uppgivet.
help-days = Dagar
help-days-text = t i dag, -1 i går, ti, 27, 27/11, v47, igår.

# The case meeting (SSPF).

closed-none = saknas
closed-not-signed = är inte underskrivet av alla
closed-not-yet = gäller först från { $day }
closed-expired = gick ut { $day }
closed-withdrawn = återkallades { $day }
closed-withdrawn-at = återkallades { $day } { $time }
closed-adult = räcker inte: den unge kan vara myndig sedan { $year }
closed-for = samtycke för { $party } { $why }
closed-to-all = bara på gruppnivå: inget samtycke gäller
why-new = nytt
why-follow-up = uppföljning { $day }
why-late = åtagande försenat sedan { $day }
why-added = tillagt
why-no-follow-up = utan uppföljningsdag
why-incomplete = insats ofullständig
commitment-done = klart { $day }
commitment-moved = { $said }, flyttat från { $day }
section-meetings = Möten
section-cases = Ärenden
section-commitments = Åtaganden
section-consents = Samtycken
section-meetings-empty = Inga möten än. n registrerar ett; g visar dagordningen för nästa.
section-cases-empty = Inga ärenden än. Så ska det vara tills någon aktualiseras; n tar upp ett.
section-commitments-empty = Inga åtaganden än. De görs i ett ärende eller under mötet; n gör ett.
section-consents-empty = Inga samtycken än. Utan samtycke talas bara på gruppnivå; n för in ett.
section-none-such = Inga sådana. c visar alla.
section-code = Ärendekod:
section-code-only = Här söks bara på ärendekod, som K7RT-M: kommunen får i sådana ärenden bara söka på namn, nummer eller ärendenummer (förordning 2001:637, 15 §).
section-code-short = Här söks bara på ärendekod (förordning 2001:637, 15 §).
meeting-day = Dag
meeting-week = Vecka
meeting-state = Läge
meeting-absent = Saknades
meeting-was-planned = planerat
meeting-was-all = alla parter
meeting-was-fewer = färre
meeting-was-cancelled = inställt
meeting-was-unknown = ej uppgivet
week-missing = { $week } saknas
weeks-missing = { $weeks } saknas, { $count } möten
week-lapsed = { $week } planerat uppehåll: { $break }
case-life = Läge
case-life-now = { $said } (nu)
case-source = Källa
case-concern = Oro
case-born = Födelseår
case-gender = Kön
case-first-action = Första insats
case-first-none = ingen samordnad insats än
case-follow-up = Nästa uppföljning
case-follow-none = ingen satt
case-follow-passed = { $day }, passerad
case-consent = Samtycke
case-notes-open = anteckningar öppna
case-notes-closed = anteckningar stängda: { $why }
case-notes-few = anteckningar stängda: samtycke krävs för minst två parter
case-consent-valid = gäller
case-consent-until = gäller till { $day }
case-consent-law = Samtycket häver sekretess mellan parterna (OSL 10:1 och 12:2). Det är ingen rättslig grund enligt dataskyddsförordningen.
case-record = från { $day }
case-record-until = till { $day }
case-record-withdrawn = återkallat { $day }
case-commitments = Åtaganden
case-commitments-none = Inga åtaganden. a gör ett.
case-by = senast { $day }
case-decisions = Beslut
case-decisions-none = Inga beslut än. b för in ett.
case-action = insats: { $action }
case-action-by = insats: { $action } ({ $parties })
case-follow = nästa uppföljning { $day }
case-none = Inget ärende har koden { $code }.
case-near = Nära till hands ligger
case-near-none = Inga koder ligger nära. Kontrollera mot papperet.
case-none-to-fulfil = Ställ markören på ett åtagande som ska bli klart.
case-done-already = Åtagandet är redan klart.
case-none-to-withdraw = Det finns inget samtycke att återkalla.
agenda-title = Dagordning { $day }, { $week }
agenda-pause = planerat uppehåll: { $break }
agenda-cases = Ärenden
agenda-none = Inga ärenden på dagordningen. n lägger till ett med dess kod.
case-was-up = var uppe
agenda-leaves = lämnar rummet: { $who }
agenda-late = Försenade åtaganden
agenda-next = Nästa möte
agenda-next-none = inget mer i löftets tid
agenda-stands = numren står fast; lofte agenda { $day } skriver ut
agenda-add = Lägg till kod:
agenda-there = { $code } står redan som nr { $number }.
agenda-no-such = Inget öppet ärende har koden { $code }.
agenda-no-such-near = Inget öppet ärende har koden { $code }. Nära: { $near }
agenda-no-codes = Här förs inga ärenden med kod, så det finns ingen dagordning att numrera.
notes-title = Möte { $day }, { $week }
notes-secrecy = Sekretess: OSL 26 kap. 1 §. Kan innehålla uppgifter som omfattas av sekretess.
notes-entry = Post
notes-attendance = Närvaro
notes-themes = Teman
notes-round = Lägesrunda
notes-counts = Ärenden
notes-counts-of = { $up } uppe, { $first } fick sin första samordnade insats
notes-cases = Ärenden
notes-cases-none = Inga ärenden var uppe.
notes-commitments = Åtaganden från mötet
notes-late = Försenade den dagen
notes-next = Nästa möte
notes-gone = Ingenting finns om något möte den dagen.
notes-texts = f visar fritext där samtycke finns. Utskrift: lofte notes { $day }
notes-texts-shown = Fritext visas där samtycke finns; f döljer den. Utskrift: lofte notes { $day }
card-title = Läskort, för samtalet
card-none = Planen har inget läskort.
card-group = Det som forskningen visat gäller grupper: en ung person med många riskfaktorer behöver inte begå brott.
card-ask = Fråga för det som syns: hur omfattande, i vilka situationer, med vilken följd?
card-stored = Ingen summa, ingen rangordning. Inget av detta sparas.
statistics-title = Statistik { $period }
statistics-times = Tider, median
statistics-to-consent = Till samtycke
statistics-to-action = Samtycke till insats
statistics-days = { $days } dagar ({ $of } { $of ->
    [one] ärende
   *[other] ärenden
    })
statistics-half = ,5
statistics-few = för få ärenden för att visas
statistics-no-cases = inga ärenden
statistics-follow-ups = Uppföljningar i tid
statistics-follow-ups-of = { $held } av { $due }
statistics-follow-ups-none = inga var aktuella
statistics-source = Källa
statistics-concern = Oro
statistics-gender = Kön
statistics-age = Ålder vid aktualisering
statistics-close-reason = Avslutsorsak
statistics-not-stated = ej uppgivet
statistics-total = alla
statistics-hidden = dolt
statistics-several = Ett ärende kan räknas på flera rader.
statistics-by-year = Källa, oro, kön och ålder visas för hela kalenderår: tal för perioder som överlappar skulle röja varandra.
statistics-why = dolt = färre än 5 ärenden, eller ett tal som skulle röja ett sådant.
statistics-themes = Teman, gruppnivå
statistics-themes-none = inga teman angivna
statistics-none = Här förs inga ärenden med kod.

# The courses (MBU).

screen-no-terminal = Skärmen behöver en terminal. Använd ssh -t, eller säg vad som ska göras: lofte --help.
course-section-courses = Kurser
course-section-people = Deltagare
course-section-evenings = Kvällar
course-section-surveys = Enkäter
course-section-gatherings = Träffar
course-section-gatherings-empty = Inga träffar med ambassadörer än. n skriver in en.
course-section-courses-empty = Inga kurser än. n lägger upp en, med kvällarna från dess första dag.
course-section-evenings-empty = Inga kvällar. n lägger till en.
course-title = Kurs { $code }
course-is-enrolling = tar emot anmälningar
course-is-on = pågår
course-untold = slut, { $n } { $n ->
    [one] kväll
   *[other] kvällar
} saknas
course-was-held = genomförd
course-was-over = slut, inte genomförd
course-was-cancelled = inställd: { $why }
course-was-postponed = flyttad: { $why }
course-women = { $n } { $n ->
    [one] kvinna
   *[other] kvinnor
    }
course-men = { $n } { $n ->
    [one] man
   *[other] män
    }
course-others = { $n } { $n ->
    [one] övrig
   *[other] övriga
    }
course-women-share = { $percent } % kvinnor
course-places-left = { $n } { $n ->
    [one] plats
   *[other] platser
    } kvar
course-places-of = { $n } av { $places } platser
course-places-at-start = Vid start { $n } av { $places }
course-hint-out-of-reach = { $places }: räcker inte för jämn fördelning
course-hint-any = { $places }: jämn fördelning hur de än ges
course-hint-women = { $places }: minst { $women } { $women ->
    [one] kvinna
   *[other] kvinnor
    } för jämn fördelning
course-hint-men = { $places }: minst { $men } { $men ->
    [one] man
   *[other] män
    } för jämn fördelning
course-hint-both = { $places }: minst { $women } { $women ->
    [one] kvinna
   *[other] kvinnor
    } och { $men } { $men ->
    [one] man
   *[other] män
    } för jämn fördelning
course-attended = { $there } av { $of } ({ $percent } %)
course-when = När
course-place = Plats
course-leaders = Kursledare
course-partners = Uniformer
course-postponed = Flyttad till
course-off = Kursen ställdes in: { $why }.
course-off-to = Kursen ställdes in: { $why }. Den flyttades till { $to }.
course-evenings = Kvällar
course-evenings-held = { $held } av { $of } hållna; genomförd från { $least }
course-now = Fördelning nu
course-at-start = Vid start
course-at-end = Vid slut
course-free = Ledigt
course-offer = { $places }: a antar första reserven, { $name }
course-attendance-all = Närvaro
course-limit = Fullföljt
course-limit-of = minst { $percent } % närvaro
course-limit-none = kvar vid slutet, och med minst en kväll
course-limit-head = diplomgräns { $percent } %
course-reaches = når gränsen
course-below = under gränsen
course-after = Efter kursen
course-after-of = { $completed } fullföljde, { $diplomas } diplom, { $ambassadors } { $ambassadors ->
    [one] ambassadör
   *[other] ambassadörer
    }
course-admitted = Antagna, { $n } av { $places }
course-reserves = Reserver i ordning, { $n }
course-applied = Sökande, { $n }
course-dropped = Avhopp, { $n }
course-not-in = Tackat nej eller ej antagna, { $n }
course-nobody = Inga deltagare än. n för in en, l en hel lista.
course-born = född { $year }
course-completed = fullföljde
course-diploma = diplom
course-ambassador = ambassadör
course-no-contract = kontrakt saknas
course-no-guardian = vårdnadshavarens underskrift saknas
course-no-signatures = båda underskrifterna saknas
course-no-name = utan namn
course-no-theme = inget tema
course-evening-held = { $n } i rummet av { $of }
course-evening-missing = saknas
course-evening-tonight = i kväll
course-evening-planned = planerad
course-evening-cancelled = inställd: { $why }
course-evening-moved = inställd: { $why }, ny dag { $day }
course-surveys = Enkäter
course-surveys-none = Inga enkäter än.
course-answered = { $answered } av { $asked } svarade ({ $percent } %)
course-mean = { $whole },{ $part } av 5  ({ $counts })
course-grades-hidden = dolt
course-grades-why = dolt = färre än { $n } svar.
course-all-reported = Varje kväll är redan registrerad.
course-nobody-waits = Ingen väntar på en plats. Ställ markören på den som ska antas.
course-mark-somebody = Ställ markören på en deltagare som har en plats.
course-none = Ingen kurs heter { $code }. De som finns:
course-list-title = Lista till { $code }, { $n } { $n ->
    [one] rad
   *[other] rader
}
course-list-title-empty = Lista till { $code }
course-list-how = Klistra in raderna här: kopiera dem i kalkylarket och klistra in i terminalen, oftast med Ctrl-Skift-V.
course-list-what = Namn behövs. Födelseår, kön, skola, källa, kontrakt, vårdnadshavares telefon, läge och ansökningsdag läses om de finns, i vilken ordning som helst, med rubriker eller utan.
course-list-never = Ingenting sparas förrän raderna har visats och du trycker Enter. Personnummer tas aldrig emot.
course-list-terminal = En terminal som inte kan klistra in ett stycke helt kan inte användas till det här; läs då in en fil med lofte import participant FIL.
course-list-cut = Listan kom inte fram hel. Klistra in den en gång till, eller en kortare.
course-list-no-course = Kursen finns inte längre, så ingen kan antas till den.
course-list-empty = Det inklistrade har inga rader att läsa.
course-list-too-long = Det inklistrade är för stort för att vara en lista. Kopiera bara raderna med sökande.
course-list-no-names = Ingen kolumn har namn. Kopiera raderna med namnen, gärna med rubriker: Namn, Födelseår, Kön.
course-list-unsure = Flera kolumner kan vara namn, så ingen är läst. Kopiera raderna med rubriker: Namn, Födelseår, Kön.
course-list-no-year = Här ska ett år eller en dag stå, som 2008 eller 2008-03-12.
course-list-too-many = Listan har { $n } rader, och högst { $most } läses åt gången. Dela den.
course-list-columns = Läst: { $fields }.
course-list-not-read = Inte läst: { $columns }.
course-list-given = Förnamn
course-list-surname = Efternamn
course-list-head-line = rad
course-list-head-name = namn
course-list-head-born = född
course-list-head-gender = kön
course-list-head-school = skola
course-list-head-fate = blir
course-list-cannot = går inte
course-list-out = utelämnad
course-list-there = finns redan
course-list-row = Rad { $line }: { $text }
course-list-is-out = Utelämnad, x tar med den.
course-list-same-row = Samma namn som på rad { $line }.
course-list-unanswered = Saknas: { $fields }.
course-list-left-out = { $label }: ”{ $typed }” finns inte i listan och lämnas tomt.
course-list-fine = Inget att anmärka.
course-list-personal-number = Här står något som ser ut som ett personnummer. Ta bort det ur listan och klistra in den igen.
course-list-stays-out = Raden går inte att spara. Rätta den i listan och klistra in den igen.
course-list-nobody = Ingen rad är med, så det finns inget att spara.
course-list-changed = Något har ändrats på kursen och ingenting är sparat. Se raderna och spara igen.
course-list-admitted = { $n } { $n ->
    [one] antagen
   *[other] antagna
}
course-list-reserves = { $n } { $n ->
    [one] reserv
   *[other] reserver
}
course-list-others = { $n } i annat läge
course-list-saves = Enter sparar { $what }
course-list-saves-none = ingen
course-list-cannot-be = { $n } går inte
course-list-are-out = { $n } { $n ->
    [one] utelämnad
   *[other] utelämnade
}
course-grid-title = Närvaro { $code }
course-grid-at = Kväll { $n }, { $day }: { $who }, { $mark }
course-grid-out = inte med på kursen då
course-grid-not-in = Deltagaren var inte med på kursen den kvällen.
course-grid-not-yet = Kvällen har inte varit än; anmäld frånvaro (a) och ledig (l) kan antecknas.
course-grid-changed = Någon annan har just ändrat det märket. Så här står det nu.

# The keys: the footer's hint, and the sentence of help and palette.

key-record = registrera
help-record = Registrera det som markören står på
key-open = öppna
help-open = Öppna posten
key-entries-behind = poster
help-entries-behind = Visa posterna bakom siffran
key-fold = visa eller dölj
help-fold = Visa eller dölj de finare siffrorna
key-choose = välj
help-choose = Välj raden
key-next = nästa
help-next = Godta och gå vidare; på sista fältet: spara
key-go = utför
help-go = Utför det som skrivits
key-save = spara
help-save = Spara: resten som det står
key-new = nytt
help-new = Ny post
key-search = sök
help-search = Sök medan du skriver
key-edit = ändra
help-edit = Ändra eller fullfölj posten
key-drop-draft = släng
help-drop-draft = Släng utkastet som markören står på
key-remove = ta bort
help-remove = Till papperskorgen
key-take-back = ta tillbaka
help-take-back = Ta tillbaka ur papperskorgen
key-choose-some = urval
help-choose-some = Urval: alla, planerade, inställda, att följa upp
key-order = ordning
help-order = Annan ordning
key-bin = papperskorg
help-bin = Papperskorgen
key-period-kind = periodslag
help-period-kind = Nästa slags period: vecka, månad, kvartal, tertial, termin, halvår, år, hela löftet
key-earlier = tidigare
help-earlier = Perioden före
key-later = senare
help-later = Perioden efter
key-go-to-period = gå till
help-go-to-period = Skriv en period
key-document = löftestexten
help-document = Löftet som det står, och tillbaka
key-agenda = dagordning
help-agenda = Dagordningen för mötet: numrerade ärenden, försenade åtaganden
key-card = läskort
help-card = Läskort: risk- och skyddsfaktorer, för samtalet
key-statistics = statistik
help-statistics = Statistik över ärenden som grupp
key-next-section = avdelning
help-next-section = Nästa avdelning: möten, ärenden, åtaganden, samtycken
key-previous-section = förra avdelningen
help-previous-section = Förra avdelningen
key-search-code = ärendekod
help-search-code = Öppna ett ärende med dess kod
key-add-case = lägg till
help-add-case = Lägg till ett ärende med dess kod
key-record-meeting = mötet
help-record-meeting = Registrera mötet
key-case-decide = beslut
help-case-decide = Nytt beslut i ärendet
key-case-commit = åtagande
help-case-commit = Nytt åtagande i ärendet
key-fulfil = klart
help-fulfil = Åtagandet är klart i dag
key-case-consent = samtycke
help-case-consent = Nytt samtycke i ärendet
key-withdraw = återkalla
help-withdraw = Återkalla samtycket, från och med nu
key-texts = fritext
help-texts = Visa eller dölj fritext, där samtycke finns
key-course-evening = kväll
help-course-evening = Kvällens närvaro: den markerade, annars den första som väntar
key-course-participant = deltagare
help-course-participant = Ny deltagare på kursen
key-course-next-section = avdelning
help-course-next-section = Nästa avdelning: kurser, deltagare, kvällar, enkäter
key-course-previous-section = förra avdelningen
help-course-previous-section = Förra avdelningen
key-course-admit = anta
help-course-admit = Anta den markerade, annars första reserven
key-course-drop-out = avhopp
help-course-drop-out = Den markerade har hoppat av
key-course-grid = närvaro
help-course-grid = Närvaron: alla deltagare och kvällar
key-course-list = lista
help-course-list = Anta flera ur en lista som klistras in
key-course-list-save = spara
help-course-list-save = Spara raderna som är med, alla på en gång
key-course-list-out = utan/med
help-course-list-out = Lämna ut den markerade raden, eller ta med den igen
key-course-list-back = avbryt
help-course-list-back = Tillbaka utan att spara något
key-course-names = namn
help-course-names = Visa namnen, eller dölj dem igen
key-course-diploma = diplom
help-course-diploma = Den markerade har fått diplom, eller inte
key-course-ambassador = ambassadör
help-course-ambassador = Den markerade är ambassadör, eller inte
key-course-survey = enkät
help-course-survey = Svaren på en enkät
key-course-mark-present = närvarande
help-course-mark-present = Deltagaren var med
key-course-mark-absent = frånvarande
help-course-mark-absent = Deltagaren kom inte
key-course-mark-notified = anmäld frånvaro
help-course-mark-notified = Deltagaren hade sagt till
key-course-mark-late = kom sent
help-course-mark-late = Deltagaren kom sent
key-course-mark-left-early = gick tidigare
help-course-mark-left-early = Deltagaren gick tidigare
key-course-mark-excused = ledig av kursen
help-course-mark-excused = Kursen gav deltagaren ledigt: kvällen räknas inte
key-course-left = vänster
help-course-left = En kväll åt vänster
key-course-right = höger
help-course-right = En kväll åt höger
key-summary = sammanställning
help-summary = Sammanställning: terminen bredvid förra
key-correct = rätta
help-correct = Rätta en av dina senaste poster
key-repeat = upprepa
help-repeat = Ny post som den förra
key-undo = ångra
help-undo = Ångra din senaste ändring
key-next-field = nästa fält
help-next-field = Nästa fält
key-previous-field = bakåt
help-previous-field = Tillbaka till fältet du kom från
key-ditto = som förra
help-ditto = Samma värde som i din förra post
key-open-twin = öppna liknande
help-open-twin = Öppna posten som liknar den här
key-line-break = ny rad
help-line-break = Ny rad i en anteckning
key-field-help = hjälp
help-field-help = Vad fältet är och vad som kan skrivas
key-clear = töm
help-clear = Töm fältet
key-decide = beslut
help-decide = Beslut i ärendet som markerades sist
key-commit = åtagande
help-commit = Åtagande i ärendet som markerades sist
key-new-case = nytt ärende
help-new-case = Nytt ärende; det får sin kod och markeras
key-consent = samtycke
help-consent = Samtycke i ärendet som markerades sist
key-up = upp
help-up = En rad upp
key-down = ner
help-down = En rad ner
key-page-up = sida upp
help-page-up = En sida upp
key-page-down = sida ner
help-page-down = En sida ner
key-first = först
help-first = Till första raden
key-last = sist
help-last = Till sista raden
key-leave = lämna
help-leave = Lämna formuläret; utkastet är kvar
key-back = tillbaka
help-back = Tillbaka
key-close = stäng
help-close = Stäng
key-tab = flik
help-tab = Till fliken med det numret
key-next-tab = nästa flik
help-next-tab = Nästa flik
key-previous-tab = förra fliken
help-previous-tab = Förra fliken
key-help = hjälp
help-help = Tangenterna här
key-palette = kommando
help-palette = Allt som kan göras, eller en post på en rad
key-redraw = rita om
help-redraw = Rita om skärmen
key-quit = avsluta
help-quit = Avsluta
