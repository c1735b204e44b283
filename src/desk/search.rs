//! Finding entries by typing: every word must occur somewhere in an entry as people see it.
//!
//! Which list items, forms and days a word means is worked out once; an entry is then only compared by numbers, without
//! being unpacked. A word is looked for in labels (in every language the plan has), texts, numbers, times and days.
//!
//! What a case meeting keeps is found by the case's code and a meeting by its day, and by nothing else: see
//! [`crate::domain::casework::secrecy`] for why. A participant is found by a whole word of the name, which whoever types it
//! knows; letters are not tried one after another against what is masked. A phone number finds nobody.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::casework::code;
use crate::domain::casework::secrecy::{self, FoundBy};
use crate::domain::course::enrol::{NAME, PERSONAL};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::plan::{Field, Promise};
use crate::domain::record::packed::{Names, Raw, raw};
use crate::domain::record::{Code, Value, draft};
use crate::domain::state::{Glance, State};
use crate::text::order::fold;

/// One bit for each word of a search.
type Words = u64;

/// By what an entry is found that is not found by everything it holds.
#[derive(Clone, Copy, Debug)]
enum By {
    /// The code in the field with this key, by the number of its name.
    Code(u32),
    Day,
    Nothing,
}

/// What is searched for.
#[derive(Debug)]
pub struct Search<'a> {
    names: &'a Names,
    words: Vec<String>,
    numbers: Vec<Option<i64>>,
    /// What each word is the beginning of, as the code of a case.
    codes: Vec<Option<Code>>,
    /// By what entries of a case meeting are found, by the number of the form's name.
    closed: HashMap<u32, By>,
    /// The answers that are personal, by the numbers of the form's and the field's names, and whether whole words find them.
    personal: Vec<(u32, u32, bool)>,
    /// The words that a form's own label holds, by the number of the form's name.
    forms: HashMap<u32, Words>,
    /// The words that each list item's label holds: by the number of the field's key, then of the item's code.
    labels: Vec<Vec<Words>>,
    days: HashMap<NaiveDate, Words>,
}

impl<'a> Search<'a> {
    /// Prepares the search for `typed` among the entries of `state`; `None` when nothing is searched for.
    pub fn new(state: &'a State, typed: &str) -> Option<Self> {
        let words: Vec<String> =
            fold(typed).split_whitespace().take(Words::BITS as usize).map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        let names = state.names();
        let numbers = words.iter().map(|word| word.parse().ok()).collect();
        let codes = words.iter().map(|word| code::beginning(word)).collect();
        let mut search = Self {
            names,
            words,
            numbers,
            codes,
            closed: closed(&state.plan, names),
            personal: personal(names),
            forms: HashMap::new(),
            labels: Vec::new(),
            days: HashMap::new(),
        };
        search.prepare(&state.plan);
        Some(search)
    }

    fn prepare(&mut self, plan: &Promise) {
        for (_, form) in plan.forms() {
            if let Some(n) = self.names.find(&form.key) {
                let own = if self.closed.contains_key(&n) {
                    // A letter of a form's name is not meant to bring up every case.
                    let names: Vec<String> = form.label.spellings().map(fold).collect();
                    self.which(|word| word.len() > 1 && names.iter().any(|name| name.starts_with(word)))
                } else {
                    self.held(form.label.spellings())
                };
                self.forms.insert(n, own);
            }
            for field in &form.fields {
                self.prepare_field(plan, field);
            }
        }
    }

    fn prepare_field(&mut self, plan: &Promise, field: &Field) {
        let Some(key) = self.names.find(&field.key) else { return };
        let Some(list) = field.kind.list().and_then(|list| plan.list(list)) else { return };
        let found: Vec<(u32, Words)> = list
            .items
            .iter()
            .filter_map(|item| Some((self.names.find(&item.code)?, self.held(item.label.spellings()))))
            .collect();
        let key = key as usize;
        if self.labels.len() <= key {
            self.labels.resize(key + 1, Vec::new());
        }
        let items = &mut self.labels[key];
        for (code, words) in found {
            let code = code as usize;
            if items.len() <= code {
                items.resize(code + 1, 0);
            }
            items[code] |= words;
        }
    }

    /// The words that occur in any of these texts.
    fn held<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Words {
        texts.map(fold).fold(0, |found, text| found | self.which(|word| text.contains(word)))
    }

    fn which(&self, holds: impl Fn(&str) -> bool) -> Words {
        self.words.iter().enumerate().filter(|(_, word)| holds(word)).fold(0, |found, (i, _)| found | 1 << i)
    }

    /// Whether every word occurs in the entry.
    pub fn finds(&mut self, entry: &Glance<'_>) -> bool {
        let all = Words::MAX >> (Words::BITS as usize - self.words.len());
        let form = self.forms.get(&entry.form).copied().unwrap_or(0);
        if let Some(by) = self.closed.get(&entry.form) {
            return (form | self.found_by(*by, entry)) == all;
        }
        let mut found = form | self.on_day(entry.on);
        for answer in raw(entry.answers) {
            if found == all {
                return true;
            }
            let of_it = |(form, key, _): &&(u32, u32, bool)| (*form, *key) == (entry.form, answer.key);
            found |= match self.personal.iter().find(of_it) {
                None => self.in_answer(answer),
                Some((.., false)) => 0,
                Some((.., true)) => answer.text().map_or(0, |name| self.in_name(name)),
            };
        }
        found == all
    }

    /// The words that a case meeting's entry is found by.
    fn found_by(&mut self, by: By, entry: &Glance<'_>) -> Words {
        match by {
            By::Code(field) => {
                let code = raw(entry.answers).find(|answer| answer.key == field);
                let Some(Value::Code(code)) = code.map(|answer| answer.cell(self.names).1.value) else {
                    return 0;
                };
                let begins =
                    |typed: &Option<Code>| typed.as_ref().is_some_and(|typed| code.starts_with(&**typed));
                let said = self.codes.iter().enumerate().filter(|(_, typed)| begins(typed));
                said.fold(0, |found, (i, _)| found | 1 << i)
            }
            By::Day => self.on_day(entry.on),
            By::Nothing => 0,
        }
    }

    /// The words that are whole words of a name.
    fn in_name(&self, name: &str) -> Words {
        let name = fold(name);
        let parts = name.split_whitespace().flat_map(|part| std::iter::once(part).chain(part.split('-')));
        self.which(|word| parts.clone().any(|part| part == word))
    }

    fn in_answer(&mut self, answer: Raw<'_>) -> Words {
        if let Some(text) = answer.text() {
            let text = fold(text);
            return self.which(|word| text.contains(word));
        }
        if let Some(number) = answer.number() {
            let same = self.numbers.iter().enumerate().filter(|(_, n)| **n == Some(number));
            return same.fold(0, |found, (i, _)| found | 1 << i);
        }
        if let Some(items) = self.labels.get(answer.key as usize) {
            let found =
                answer.codes().filter_map(|code| items.get(code as usize)).fold(0, |all, words| all | words);
            if found != 0 {
                return found;
            }
        }
        match answer.cell(self.names).1.value {
            Value::Day(day) => self.on_day(day),
            value @ (Value::Time(_) | Value::Month(_)) => {
                let spelled = draft::spell(&value);
                self.which(|word| word.len() > 2 && spelled.starts_with(&word.replace('.', ":")))
            }
            // A code the plan no longer has is found by itself.
            value @ (Value::Code(_) | Value::Codes(_) | Value::Marks(_)) => {
                let spelled = fold(&draft::spell(&value));
                self.which(|word| spelled.contains(word))
            }
            Value::Number(_) | Value::Text(_) | Value::Masked(_) | Value::YesNo(_) | Value::Nothing(_) => 0,
        }
    }

    fn on_day(&mut self, day: NaiveDate) -> Words {
        if let Some(words) = self.days.get(&day) {
            return *words;
        }
        let names = day_names(day);
        // Beginnings count from three letters on: with fewer, every word would mean some day.
        let words = self.which(|word| {
            names.iter().any(|name| name == word || (word.len() > 2 && name.starts_with(word)))
        });
        self.days.insert(day, words);
        words
    }
}

fn personal(names: &Names) -> Vec<(u32, u32, bool)> {
    let Some(form) = names.find(PARTICIPANT) else { return Vec::new() };
    // A whole name finds its participant; what else is personal finds nobody.
    PERSONAL.iter().filter_map(|field| Some((form, names.find(field)?, *field == NAME))).collect()
}

fn closed(plan: &Promise, names: &Names) -> HashMap<u32, By> {
    let by = |by| match by {
        FoundBy::Code(field) => names.find(field).map_or(By::Nothing, By::Code),
        FoundBy::Day => By::Day,
        FoundBy::Nothing => By::Nothing,
    };
    secrecy::forms(plan).filter_map(|(form, found)| Some((names.find(form)?, by(found)))).collect()
}

const WEEKDAYS: [[&str; 2]; 7] = [
    ["mandag", "monday"],
    ["tisdag", "tuesday"],
    ["onsdag", "wednesday"],
    ["torsdag", "thursday"],
    ["fredag", "friday"],
    ["lordag", "saturday"],
    ["sondag", "sunday"],
];

const MONTHS: [[&str; 2]; 12] = [
    ["januari", "january"],
    ["februari", "february"],
    ["mars", "march"],
    ["april", "april"],
    ["maj", "may"],
    ["juni", "june"],
    ["juli", "july"],
    ["augusti", "august"],
    ["september", "september"],
    ["oktober", "october"],
    ["november", "november"],
    ["december", "december"],
];

/// Everything a day is called, folded: `2023-11-21`, `21`, `21/11`, `ti`, `tisdag`, `november`, `2023`, `v47`.
fn day_names(day: NaiveDate) -> Vec<String> {
    let [weekday, english_weekday] = WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    let [month, english_month] = MONTHS[day.month0() as usize];
    let (number, week) = (day.day(), day.iso_week().week());
    vec![
        day.format("%Y-%m-%d").to_string(),
        number.to_string(),
        format!("{number}/{}", day.month()),
        weekday[..2].to_owned(),
        weekday.to_owned(),
        english_weekday.to_owned(),
        month.to_owned(),
        english_month.to_owned(),
        format!("v{week}"),
        format!("w{week}"),
    ]
}
