use super::*;

fn paper() -> Paper {
    let mut paper = Paper::new(Language::Swedish, "Sekretess", "Anteckningar <möte>");
    paper.mark("EXEMPEL");
    paper.lead("AB & co");
    paper.part("Närvaro");
    let mut table = Table::new(["part", "tomt", "vad"]);
    table.row([
        "skola",
        "",
        "ringer hem och frågar hur det har gått den senaste veckan, och säger det på mötet",
    ]);
    table.row(["polis", "", "a\u{1b}[31mb"]);
    paper.table(table);
    paper.part("Punkter");
    paper.numbered(["ett", "två"]);
    paper.lines(["rad\nen till"]);
    paper
}

#[test]
fn text_keeps_to_its_width_and_holds_no_control_character() {
    let text = paper().text();
    assert!(text.lines().all(|line| crate::text::width::cells(line) <= 80), "{text}");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    let expected = "\
Sekretess
EXEMPEL

Anteckningar <möte>
AB & co

Närvaro
  part   vad
  skola  ringer hem och frågar hur det har gått den senaste veckan, och säger
         det på mötet
  polis  a[31mb

Punkter
  1  ett
  2  två
  rad
  en till
";
    assert_eq!(text, expected);
}

#[test]
fn html_is_escaped_and_refers_to_nothing() {
    let html = paper().html();
    for part in [
        "<html lang=\"sv\">",
        "<h1>Anteckningar &lt;möte&gt;</h1>",
        "<p>AB &amp; co</p>",
        "<th scope=\"col\">part</th>",
        "<td>a[31mb</td>",
        "<li>två</li>",
        "@media print",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    for outside in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", "tomt"] {
        assert!(!html.contains(outside), "{outside}: {html}");
    }
}
