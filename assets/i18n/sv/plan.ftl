# What is wrong in a plan file, and what would be right.

plan-place = { $file }, rad { $line }: { $what }

plan-syntax = det här går inte att läsa som TOML ({ $message }).
plan-newer = planen har format { $format } och behöver en nyare lofte.
plan-unknown-key = nyckeln { $key } betyder ingenting här.
plan-missing = nyckeln { $key } saknas.
plan-kind = här ska det stå { $wanted }.
plan-empty = texten är tom.
plan-unprintable = texten har tecken som inte syns.
plan-bad-name = ”{ $name }” kan inte vara ett namn.
plan-word = ”{ $word }” går inte att ange här.
plan-unknown = { $thing } ”{ $name }” finns inte.
plan-duplicate = { $thing } ”{ $name }” finns redan på rad { $first }.
plan-bad-press = ”{ $key }” kan inte vara en tangent här.
plan-reserved-press = tangenten { $key } används av programmet självt.
plan-taken-press = två kan inte { $use } med samma tangent: { $by } har redan { $key }.
plan-too-long = Texten är längre än { $n } tecken.
plan-try-shorter = Säg det med högst { $n } tecken.
plan-bounds = { $n } är inte rimligt här.
plan-range-turned = gränserna { $from } och { $to } är omkastade.
plan-period-turned = perioden från { $from } slutar innan den börjar, { $to }.
plan-order = { $things } står inte i tidsordning.
plan-zone = tidszonen ”{ $name }” finns inte.
plan-no-day = formuläret har inget fält för sin dag.
plan-field-kind = fältet { $field } är av fel slag för det här.
plan-list-and-choices = fältet har både en lista och egna val.
plan-no-items = här finns inget att välja.
plan-part-codes = fältet har inte kalenderns delar av dygnet.
plan-no-parts = kalendern har inga delar av dygnet.
plan-some-cases = ett mått kan inte räkna bara några av ”{ $form }”: de som är få skulle kännas igen.
plan-not-plannable = formuläret { $form } kan inte planeras.
plan-no-forms = aktiviteten har inget formulär.
plan-not-first = { $day } är inte den första i en månad.
plan-target = målet passar inte det som mäts.

plan-thing-criterion = kriteriet
plan-thing-list = listan
plan-thing-item = valet
plan-thing-activity = aktiviteten
plan-thing-form = formuläret
plan-thing-field = fältet
plan-thing-measure = måttet
plan-thing-part = delen av dygnet
plan-thing-party = parten
plan-thing-role = rollen

plan-press-open = öppna ett formulär
plan-press-jump = hoppa till ett fält
plan-press-choice = välja

plan-order-terms = terminerna
plan-order-parts = delarna av dygnet
plan-order-followed = dagarna i followed

plan-kind-text = en text
plan-kind-label = en text, eller en för varje språk
plan-kind-number = ett helt tal
plan-kind-truth = true eller false
plan-kind-day = en dag utan citattecken
plan-kind-time = ett klockslag utan citattecken
plan-kind-array = en lista
plan-kind-table = en tabell

plan-try-format = Den här lofte läser format { $format }.
plan-try-nearest = Menar du { $name }?
plan-try-one-of = Skriv { $all }.
plan-try-add = Lägg till en rad { $key } = … i tabellen.
plan-try-like = Skriv som { $example }.
plan-try-text = Skriv det som ska synas.
plan-try-printable = Skriv om texten utan dem.
plan-try-name = Skriv små bokstäver a till z, siffror, _ och -, med bokstav eller siffra först.
plan-try-other-name = Ge det ena ett annat namn.
plan-try-press = Skriv en liten bokstav a till z eller en siffra.
plan-try-other-press = Välj en annan tangent.
plan-try-bounds = Skriv ett tal från { $from } till { $to }.
plan-try-turn = Skriv from = { $from }, to = { $to }.
plan-try-order = Sätt den tidigaste först och låt ingen gå in i en annan.
plan-try-zone = Skriv till exempel "Europe/Stockholm".
plan-try-day = Lägg till ett fält av slaget day eller month.
plan-try-kind = Det ska vara { $all }.
plan-try-one-of-them = Behåll det ena.
plan-try-items = Lägg till ett val, till exempel { "{" } code = "annat", label = "annat" { "}" }.
plan-try-parts-codes = Ge det precis koderna { $all }.
plan-try-parts = Lägg till parts i [calendar].
plan-try-some-cases = Ta bort only; tabellerna i statistiken döljer det som är få.
plan-try-plannable = Lägg till plannable = true i formuläret.
plan-try-form = Lägg till ett formulär under [[activity.form]].
plan-try-first = En månad följs i sin helhet: skriv dess första dag.
plan-try-target = Skriv { "{" } at_least = 3 { "}" }, { "{" } at_least = 2, per = "month" { "}" } eller, för en andel, { "{" } share = 100 { "}" }.
