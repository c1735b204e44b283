# The command line.

## What stands over columns

cli-head-id = id
cli-head-day = dag
cli-head-entry = post
cli-finer = { $n } siffror till visas med --all.
cli-head-measure = mått
cli-head-value = hittills
cli-head-target = mål
cli-head-standing = läge
cli-upto = { $period }, t.o.m. { $day }

## What was done

cli-none = Inga poster.
cli-no-meeting = Det finns inget möte { $day }. Registrera det först, eller se i listan vilka dagar som har möten.
cli-no-course = Ingen kurs heter ”{ $typed }”. Kurserna är { $all }.
cli-no-courses = Det finns ingen kurs än.
cli-who-was-away = Vilka var där? Ett antal ensamt registrerar inte kvällen. Var alla där: present=alla. Annars de som var borta och antalet, absent=c,h present=10, eller de som var där, present=elin,bo.
cli-several-called = Flera på kursen heter ”{ $typed }”. Skriv bokstaven: { $all }.
cli-no-agenda = Planen har inga ärenden med koder, så det finns ingen numrerad dagordning.
cli-no-next-meeting = Inget mer möte väntas. Ange en dag: lofte agenda 2023-11-28
cli-nothing-due = Ingenting att göra.
cli-exported = { $count } poster är skrivna till { $path }.
cli-backed-up = Säkerhetskopian { $path } är skriven och kontrolläst.
cli-restored = Skrivbordet är återställt i { $dir }.
cli-demo-made = Ett exempel med { $count } poster ligger i { $dir }.

## History

cli-step = { $seq }  { $when }  { $who }  { $what }
cli-step-entered = infört
cli-step-amended = ändrat
cli-step-removed = borttaget
cli-step-restored = återtaget
cli-step-undone = ångrat
cli-step-lost = innehållet går inte att läsa längre

## Lines that are not understood

cli-line-empty = Vilket formulär? Skriv till exempel: lofte add besök stort 7
cli-line-quote = Ett citattecken avslutas aldrig.
cli-line-no-form = Det finns inget formulär ”{ $typed }”. Formulären är { $all }.
cli-line-several-forms = ”{ $typed }” kan vara { $all }. Skriv mer av namnet.
cli-line-no-field = { $form } har inget fält ”{ $typed }”. Fälten är { $all }.
cli-line-twice = { $field } står två gånger.
cli-line-two-marks = { $who } står både som { $one } och { $other }. Välj det ena.
cli-line-nothing-left = ”{ $typed }” passar inte i något fält. Skriv fält={ $typed }.
cli-line-yes-no = ”{ $typed }” är varken ja eller nej.
cli-line-no-reason = ”{ $typed }” är inget av skälen. Välj { $all }.
cli-correct-named = Vilket fält gäller ”{ $typed }”? Skriv fält={ $typed }.

## Line by line

cli-ask-how = Tom rad: det som står i klammer gäller. < tillbaka, - ej aktuellt, ? vet ej.
cli-ask-first = Det här är första frågan.
cli-ask-needed = Fyll i det här. Utan svar kan posten inte räknas.
cli-ask-why-cancelled = Varför blev det inställt?
cli-ask-yes-or-no = j ja, n nej (tom rad: ja)
cli-ask-roster = Alla är { $usual } om inget annat sägs. Skriv undantag: ett namn för { $otherwise }, eller { $who }={ $mark }.
cli-ask-seats = Alla är { $usual } om inget annat sägs. Skriv undantag: en bokstav för { $otherwise }, eller { $who }={ $mark }.
cli-ask-cases = Ärendekoder med komma emellan. 0 om inga.
cli-ask-case-marks = Kod=insats med komma emellan; koden ensam om slaget anges senare. 0 om inga.
cli-ask-left = Inte sparat. Det du svarade är kvar som utkast: fortsätt med --continue eller på skärmen.
cli-ask-left-empty = Inte sparat. Inget var besvarat.

## Importing

cli-import-line = Rad { $line }: { $text }
cli-import-fine = ok.
cli-import-there = { $count } fanns redan på kursen och lämnades utan.
cli-import-would = { $count ->
    [one] { $count } post skulle läsas in. Ingenting är ändrat.
   *[other] { $count } poster skulle läsas in. Ingenting är ändrat.
}
cli-import-empty = Filen har inga rader att läsa in. Första raden ska vara rubriker, en post på varje rad därefter.
cli-import-not-text = Filen är ingen textfil. Spara den som CSV och försök igen.
cli-import-long = { $path } är för stor. Dela den i flera.
cli-import-heading = Rubriken ”{ $heading }” är inget fält i { $form }. Fälten är { $all }. Ingenting är inläst.
cli-import-heading-twice = Rubriken ”{ $heading }” står för ett fält som redan har en kolumn. Ingenting är inläst.
cli-import-too-many-cells = Raden har fler celler än det finns rubriker.
cli-import-other-form = Raden hör till ”{ $form }”. Läs in ett formulär i taget.
cli-import-not-done = ”{ $status }” kan inte läsas in: bara det som är genomfört.

## Plans

cli-plan-whole = Planen ”{ $title }” är hel: { $forms } formulär och { $measures } mått.
cli-plan-too-long = { $path } är för stor för att vara en plan.
cli-plan-not-utf8 = { $path } är inte UTF-8. Spara planen som UTF-8.
cli-plan-form = formulär
cli-plan-measure = mått
cli-plan-role = roll
cli-plan-no-activities = bara siffrorna
cli-ssh-quote = Ett citattecken är inte stängt.
cli-ssh-chosen = Registret och rollen bestäms av serverns inställningar: utelämna --data och --role.
cli-ssh-task = Det går inte att göra över den här anslutningen: det läser eller skriver filer på servern.
cli-plan-later = Här registreras inget ännu.
cli-no-such-part = Perioden har ingen sådan del.

## Looking the desk over

cli-doctor-well = Allt är som det ska.
cli-doctor-not-well = Allt är inte som det ska: se raderna ovan.
cli-doctor-damaged = { $n ->
    [one] Journalen är skadad på { $n } ställe. Det lagas ur databasen när lofte öppnas nästa gång.
   *[other] Journalen är skadad på { $n } ställen. De lagas ur databasen när lofte öppnas nästa gång.
}
cli-doctor-database-failed = Databasen fungerar inte ({ $why }). Journalen gäller och allt är kvar; databasen görs om när lofte öppnas nästa gång.

## The desk itself

cli-homeless = Det finns ingen hemkatalog att lägga skrivbordet i. Ange en katalog med --data.
cli-not-utf8 = Ett argument är inte UTF-8. Kontrollera terminalens teckenkodning.
cli-no-output = Utskriften gick inte att skriva: { $why }.
cli-unread = { $path } går inte att läsa: { $why }.
cli-unexpected = Skrivbordet svarade på något annat än det som frågades. Ingenting är känt om resultatet; försök igen.
cli-desk-clock = ”{ $given }” i LOFTE_NOW är ingen tid. Skriv till exempel 2023-11-22T21:52.
cli-desk-other-clock = LOFTE_NOW gäller först när skrivbordet startas. Det som redan är igång går efter { $now }.
cli-desk-linger = ”{ $given }” är ingen tidslängd. Skriv till exempel 30s, 10min, 2h eller never.
cli-desk-not-there = Ingen har skrivbordet i { $path } öppet.
cli-desk-silent = Skrivbordet (process { $pid }) svarar inte. Avsluta processen och försök igen; det som sparats är kvar.
cli-desk-other-version = Skrivbordet körs av lofte { $version } och det här är lofte { $own }. Stäng alla lofte och öppna igen.
cli-desk-turned-away = Skrivbordet tog inte emot: { $why }.
cli-desk-crowded = Skrivbordet har för många anslutningar just nu. Stäng någon skärm och försök igen.
cli-desk-stranger = Skrivbordets ingång tillhör konto { $why }, som inte äger katalogen. Ingenting skickades.
cli-desk-lost = Förbindelsen med skrivbordet bröts: { $why }. Kontrollera om det du gjorde finns i listan.
cli-wire-gone = skrivbordet stängdes
cli-wire-slow = inget svar kom i tid
cli-desk-unreached = Skrivbordet går inte att nå: { $why }.
cli-failed-backup = Säkerhetskopian blev inte skriven: { $why }.
cli-failed-draft = Utkastet gick inte att spara på disken: { $why }. Det finns kvar i minnet.
cli-failed-drafts = Du har för många utkast. Spara eller kasta något av dem; det du nu skriver sparas inte som utkast.
cli-failed-reading = Journalen gick inte att läsa: { $why }.
cli-failed-request = Skrivbordet förstod inte frågan: { $why }.
cli-store-full = Disken är full vid { $path }. Gör plats och försök igen; det som sparats är kvar.
cli-store-read-only = { $path } ligger på ett skrivskyddat filsystem. Skrivbordet måste kunna skriva där.
cli-store-no-access = Ingen åtkomst till { $path }. Katalogen måste tillhöra det konto som öppnar den.
cli-store-io = { $path }: { $why }.
cli-store-in-use = Skrivbordet i { $path } är redan öppet i en annan process.
cli-store-newer = { $path } är skriven av en nyare lofte. Ingenting är rört; uppdatera programmet.
cli-store-not-a-desk = { $path } innehåller något annat än ett skrivbord. Ingenting är rört; välj en tom katalog.
cli-store-network = { $path } ligger på en nätverksdisk, där två maskiner kan öppna samma skrivbord. Välj en lokal disk.
cli-store-damaged = Journalen i { $path } är skadad. Öppna skrivbordet så lagas den.
cli-store-nothing-left = Inget läsbart är kvar i { $path }. Återställ en säkerhetskopia i en annan katalog.
cli-store-exists = { $path } finns redan. Välj ett annat namn.
cli-store-not-empty = { $path } är inte tom. Välj en tom katalog eller en som inte finns.
cli-store-bad-backup = { $path } är ingen hel säkerhetskopia från lofte. Ingenting är återställt.
cli-store-other = Skrivbordet gick inte att öppna: { $why }.
