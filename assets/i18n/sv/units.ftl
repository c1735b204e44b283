# Days, weeks, months, periods and numbers in words.

weekday-mo = må
weekday-tu = ti
weekday-we = on
weekday-th = to
weekday-fr = fr
weekday-sa = lö
weekday-su = sö

month-1 = januari
month-2 = februari
month-3 = mars
month-4 = april
month-5 = maj
month-6 = juni
month-7 = juli
month-8 = augusti
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december

mon-1 = jan
mon-2 = feb
mon-3 = mars
mon-4 = april
mon-5 = maj
mon-6 = juni
mon-7 = juli
mon-8 = aug
mon-9 = sep
mon-10 = okt
mon-11 = nov
mon-12 = dec

day-month = { $day } { $month }
day-month-year = { $day } { $month } { $year }
weekday-day-month = { $weekday } { $day } { $month }
weekday-day-month-year = { $weekday } { $day } { $month } { $year }
month-year = { $month } { $year }
# Two days as one stretch: an en dash without spaces.
span = { $from }–{ $to }

week = v. { $week }
week-year = v. { $week } { $year }
weeks = v. { $from }–{ $to }

today = i dag
yesterday = i går
tomorrow = i morgon
late-days = { $days ->
    [one] { $days } dag försenat
   *[other] { $days } dagar försenat
}
in-days = { $days ->
    [one] om { $days } dag
   *[other] om { $days } dagar
}

term-spring = vt { $year }
term-autumn = ht { $year }
quarter = K{ $n } { $year }
tertial = T{ $n } { $year }
half-year = H{ $n } { $year }
whole-promise = hela löftet

# A period as the last words of a sentence: "möte 9 av 12 i höst".
during = { $period }
during-spring = i vår
during-autumn = i höst
during-week = denna vecka
during-month = i { $month }
during-year = i år
during-promise = under löftet

per-week = vecka
per-month = månad
per-quarter = kvartal
per-tertial = tertial
per-term = termin
per-half-year = halvår
per-year = år

percent = { $n } %
all-of = { $first } och { $last }
either = { $first } eller { $last }
minutes-of = { $n } min
