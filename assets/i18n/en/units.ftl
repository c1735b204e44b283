# Days, weeks, months, periods and numbers in words.

weekday-mo = Mon
weekday-tu = Tue
weekday-we = Wed
weekday-th = Thu
weekday-fr = Fri
weekday-sa = Sat
weekday-su = Sun

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

mon-1 = Jan
mon-2 = Feb
mon-3 = Mar
mon-4 = Apr
mon-5 = May
mon-6 = June
mon-7 = July
mon-8 = Aug
mon-9 = Sep
mon-10 = Oct
mon-11 = Nov
mon-12 = Dec

day-month = { $day } { $month }
day-month-year = { $day } { $month } { $year }
weekday-day-month = { $weekday } { $day } { $month }
weekday-day-month-year = { $weekday } { $day } { $month } { $year }
month-year = { $month } { $year }
# Two days as one stretch: an en dash without spaces.
span = { $from }–{ $to }

week = wk { $week }
week-year = wk { $week } { $year }
weeks = wks { $from }–{ $to }

today = today
yesterday = yesterday
tomorrow = tomorrow
late-days = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
in-days = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}

term-spring = spring { $year }
term-autumn = autumn { $year }
quarter = Q{ $n } { $year }
tertial = T{ $n } { $year }
half-year = H{ $n } { $year }
whole-promise = the whole promise

# A period as the last words of a sentence: "meeting 9 of 12 this autumn".
during = in { $period }
during-spring = this spring
during-autumn = this autumn
during-week = this week
during-month = in { $month }
during-year = this year
during-promise = in the promise

per-week = week
per-month = month
per-quarter = quarter
per-tertial = tertial
per-term = term
per-half-year = half-year
per-year = year

percent = { $n } %
all-of = { $first } and { $last }
either = { $first } or { $last }
minutes-of = { $n } min
