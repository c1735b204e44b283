//! A paper as one HTML file: plain elements, a style of its own, nothing fetched and nothing run.

use super::{Body, Paper, Table};
use crate::domain::plan::Language;

/// How it looks; on paper without colours, and no table row is torn between two pages.
const STYLE: &str = "\
body { font: 11pt/1.4 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
.secrecy { border: 2px solid #111; padding: .4rem .6rem; font-weight: bold }
.mark { letter-spacing: .2em; font-weight: bold }
h1 { font-size: 1.4rem; margin: 1.2rem 0 .2rem }
h2 { font-size: 1.05rem; margin: 1.2rem 0 .3rem }
p { margin: .2rem 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #bbb }
@media print { body { margin: 0; max-width: none; padding: 0 } tr, .secrecy { break-inside: avoid } h2 { break-after: avoid } thead { display: table-header-group } }
@page { margin: 2cm }
";

/// Writes the whole paper.
pub(super) fn write(paper: &Paper) -> String {
    let language = match paper.language {
        Language::Swedish => "sv",
        Language::English => "en",
    };
    let mut out = Page::default();
    out.raw("<!doctype html>\n");
    out.raw(&format!("<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width\">\n");
    out.element("title", &paper.title);
    out.raw(&format!("<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n"));
    out.of_class("p", "secrecy", &paper.secrecy);
    paper.mark.iter().for_each(|mark| out.of_class("p", "mark", mark));
    out.element("h1", &paper.title);
    paper.lead.iter().for_each(|line| out.element("p", line));
    out.raw("</header>\n<main>\n");
    for part in &paper.parts {
        out.raw("<section>\n");
        out.element("h2", &part.heading);
        for body in &part.body {
            match body {
                Body::Lines(lines) => lines.iter().for_each(|line| out.element("p", line)),
                Body::Numbered(points) => out.list(points),
                Body::Table(table) => out.table(table),
            }
        }
        out.raw("</section>\n");
    }
    out.raw("</main>\n</body>\n</html>\n");
    out.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    fn escaped(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.raw("&amp;"),
                '<' => self.raw("&lt;"),
                '>' => self.raw("&gt;"),
                '"' => self.raw("&quot;"),
                '\'' => self.raw("&#39;"),
                other => self.text.push(other),
            }
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.raw(&format!("<{name}>"));
        self.escaped(text);
        self.raw(&format!("</{name}>\n"));
    }

    fn of_class(&mut self, name: &str, class: &str, text: &str) {
        self.raw(&format!("<{name} class=\"{class}\">"));
        self.escaped(text);
        self.raw(&format!("</{name}>\n"));
    }

    fn list(&mut self, points: &[String]) {
        self.raw("<ol>\n");
        for point in points {
            self.element("li", point);
        }
        self.raw("</ol>\n");
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        self.raw("<table>\n");
        if table.has_heads() {
            self.raw("<thead>\n<tr>\n");
            table.heads.iter().for_each(|head| self.of_scope(head));
            self.raw("</tr>\n</thead>\n");
        }
        self.raw("<tbody>\n");
        for row in &table.rows {
            self.raw("<tr>\n");
            for cell in row {
                self.element("td", cell);
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn of_scope(&mut self, head: &str) {
        self.raw("<th scope=\"col\">");
        self.escaped(head);
        self.raw("</th>\n");
    }
}
