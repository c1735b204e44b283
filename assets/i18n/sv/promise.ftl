# The promise, its figures, and one entry of it.

## The promise's own text

document-parties = Parter
document-period = Löftets tid
document-signed = Antaget och undertecknat
document-framework = Vilar på
document-framework-ends = Slutar före löftet.
document-predecessor = Förnyar
document-basis = Underlag
document-target-group = Målgrupp
document-criteria = Ska
document-notes = Anmärkning
document-scope = Omfattning
document-when = När
document-responsible = Ansvarig
document-through = { $party } genom { $through }
document-follow-up = Följs upp med
document-evaluator = Utvärderas av
document-serves = Ska
document-examples = Exempel
document-examples-why = Löftet namnger inga platser eller enheter. De här är exempel, att byta mot kommunens egna i planen.

## What is coming

coming-over = Löftets tid är slut.

## Figures

figures-target = mål
figures-standing = läge
figures-not-kept = förs inte här än
figures-finer = { $n } siffror till
figures-fewer = färre siffror
figures-finer-how = Enter visar eller döljer de finare siffrorna: vad som väntades, föll bort och saknas, närvaron för varje part och ärendena.
figures-finer-course-how = Enter visar eller döljer de finare siffrorna: deltagarna och deras fördelning, närvaron, de som fullföljde, enkäterna och ambassadörerna.
figures-not-begun = har inte börjat
figures-outside = Perioden ligger utanför löftets tid.
figures-partly-outside = En del av perioden ligger utanför löftets tid.
figures-no-further = Längre går det inte åt det hållet. c byter slag av period.

## One entry

detail-gone = Posten finns inte.
detail-in-bin = Posten ligger i papperskorgen. Ta tillbaka den först.
detail-no-form = Planen har inte kvar formuläret. Posten finns kvar som den är.
detail-counts = Hör till
detail-shift = passet { $part }
detail-shift-before = som började dagen före
detail-outside = utanför löftets tid, räknas för sig
detail-not-counted = räknas inte
detail-asked = Godkända frågor
detail-made = Inskriven av
detail-kept = Finns inte längre i planen
origin-imported = inläst
asked-future-day = en dag som inte varit än
asked-long-ago = en dag långt tillbaka
asked-outside-period = en dag utanför löftets tid
asked-unusual = ett ovanligt tal
asked-unanswered = ett svar som saknas
asked-personal-looking = en text som kan peka ut någon
asked-already-logged = en likadan post finns
asked-closed-case = ett avslutat ärende
asked-action-kind = insatsens slag saknas
asked-action-parties = insats av färre än två parter
asked-action-commitment = insats utan åtagande
asked-action-closed-to = insats utan gällande samtycke
asked-age = en ålder utanför kursens
asked-guardian = vårdnadshavarens underskrift är inte uppgiven
asked-same-person = någon med samma namn finns
asked-course-full = alla platser var tagna
asked-not-over = kursen var inte slut
asked-not-completed = kursen var inte fullföljd

## Its history

history-title = Historik
history-entered = skrev in posten
history-entered-as = skrev in posten: { $status }
history-because = { $what } ({ $reason })
history-undid = { $what } (genom Ångra)
history-removed = lade posten i papperskorgen
history-restored = tog posten ur papperskorgen
history-lost = Innehållet går inte längre att läsa.
