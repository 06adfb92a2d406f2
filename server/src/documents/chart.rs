//! Draws the count of a poll as bars, in SVG: on the record of the count, and as a file of its own. It says everything
//! in words beside the bars, and is black on white, since it goes through copiers.

use app::text::{Lang, results, screens};
use app::view_model::results::Counted;
use meeting::poll::{Count, Question, tenths};

/// Width of the drawing, in its own units, as all lengths below.
const WIDTH: usize = 760;
/// What is left free on both sides of the drawing.
const MARGIN: usize = 8;
/// Where bars begin: left of that stand the options.
const BARS: usize = 300;
/// Length of the bar of all ballots. Right of it is room for its figures.
const LONGEST: usize = 290;
/// Height of a line of text.
const LINE: usize = 18;
/// Thickness of a bar.
const THICK: usize = 16;
/// Gap between two options.
const GAP: usize = 10;
/// Most characters of a line of an option: as many capitals as fit left of the bars in any font.
const OPTION: usize = 28;
/// Most characters of a line of a question.
const TITLE: usize = 62;

/// Draws all questions that have options, below each other.
pub(crate) fn whole(lang: Lang, counted: &Counted) -> String {
    let words = results::of(lang);
    let mut drawing = Drawing::new(lang);
    for (number, (question, count)) in (1..).zip(counted.questions()) {
        if !question.options.is_empty() {
            drawing.heading(&format!("{}. {}", (words.question)(number), question.title));
            drawing.bars(question, count);
        }
    }
    drawing.finish(&(words.chart_of)(counted.questionnaire.title()))
}

/// Draws one question alone, without its title, for a page that says it; `None` where there is nothing to draw.
pub(crate) fn of_question(lang: Lang, question: &Question, count: &Count) -> Option<String> {
    if question.options.is_empty() {
        return None;
    }
    let mut drawing = Drawing::new(lang);
    drawing.bars(question, count);
    Some(drawing.finish(&(results::of(lang).chart_of)(&question.title)))
}

/// A drawing in progress, that grows downward.
struct Drawing {
    lang: Lang,
    body: String,
    /// The same in words, for who does not see the drawing.
    said: Vec<String>,
    height: usize,
}

impl Drawing {
    fn new(lang: Lang) -> Self {
        Self { lang, body: String::new(), said: Vec::new(), height: GAP }
    }

    fn heading(&mut self, text: &str) {
        self.said.push(text.to_owned());
        self.height += GAP;
        for line in wrapped(text, TITLE) {
            self.text(0, self.height + LINE - 4, " font-size=\"16\" font-weight=\"600\"", &line);
            self.height += LINE + 2;
        }
        self.height += GAP;
    }

    fn bars(&mut self, question: &Question, count: &Count) {
        let hall = &screens::of(self.lang).hall;
        for (option, part) in question.options.iter().zip(&count.ticks) {
            let share = tenths(*part, count.answered);
            let percent = share.map(|share| format!(" · {}", (hall.percent)(share))).unwrap_or_default();
            let figures = format!("{}{percent}", (hall.ballots)(*part));
            self.said.push(format!("{option}: {figures}"));
            let lines = wrapped(option, OPTION);
            for (number, line) in lines.iter().enumerate() {
                self.text(0, self.height + number * LINE + 13, "", line);
            }
            let (top, length) = (self.height, LONGEST * share.unwrap_or(0).min(1000) as usize / 1000);
            // The frame shows the whole, so that the shortest bar is seen as a part of it.
            self.body.push_str(&format!(
                "<rect x=\"{BARS}\" y=\"{top}\" width=\"{LONGEST}\" height=\"{THICK}\" fill=\"none\" stroke=\"#888\"/>\
                 <rect x=\"{BARS}\" y=\"{top}\" width=\"{length}\" height=\"{THICK}\" fill=\"#333\"/>"
            ));
            self.text(BARS + LONGEST + 8, top + 13, "", &figures);
            self.height += lines.len().max(1) * LINE + GAP;
        }
        if count.answered > 0 {
            let base = (hall.share_of)(count.answered);
            self.text(0, self.height + 13, " font-size=\"12\"", &base);
            self.said.push(base);
            self.height += LINE + GAP;
        }
    }

    fn text(&mut self, x: usize, y: usize, how: &str, text: &str) {
        self.body.push_str(&format!("<text x=\"{x}\" y=\"{y}\"{how}>{}</text>", escaped(text)));
    }

    fn finish(self, title: &str) -> String {
        let Self { body, said, height, .. } = self;
        let (title, said) = (escaped(title), escaped(&said.join("; ")));
        let width = WIDTH + 2 * MARGIN;
        // Said with attributes alone: our pages let no style in that is not of their style sheet.
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{MARGIN} 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" fill=\"#000\" font-size=\"14\" \
             font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif\"><title>{title}</title>\
             <desc>{said}</desc><rect x=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>{body}</svg>"
        )
    }
}

/// Wraps a text to lines of so many characters at most, broken between words where that can be.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        let fits = lines.last().is_some_and(|line| line.chars().count() + 1 + word.len() <= most);
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            line.push(' ');
            line.extend(&word);
        } else {
            // Longer than any line: an address, or someone leaning on a key.
            lines.extend(word.chunks(most).map(|part| part.iter().collect::<String>()));
        }
    }
    lines
}

/// Escapes a text for XML, which has no place for control characters.
fn escaped(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => said.push_str("&amp;"),
            '<' => said.push_str("&lt;"),
            '>' => said.push_str("&gt;"),
            '"' => said.push_str("&quot;"),
            c if c.is_control() => said.push(' '),
            c => said.push(c),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_it_may_be_and_no_letter_is_lost() {
        let long = format!("Rất hài lòng {} xong", "ễ".repeat(70));
        let lines = wrapped(&long, 28);
        assert!(lines.iter().all(|line| line.chars().count() <= 28), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), long.replace(' ', ""));
        assert_eq!(wrapped("Có  Không", 28), ["Có Không"]);
        assert!(wrapped(" ", 28).is_empty());
    }

    #[test]
    fn nothing_typed_is_markup() {
        assert_eq!(escaped("<b a=\"1\">&\u{1}"), "&lt;b a=&quot;1&quot;&gt;&amp; ");
    }

    #[test]
    fn bars_are_as_long_as_their_shares_and_every_figure_is_text() {
        let options = ["Có", "Không <script>"].map(str::to_owned).to_vec();
        let question = Question { title: "Ý kiến?".to_owned(), options, ..Question::default() };
        let count = Count { answered: 4, ticks: vec![3, 1], words: Vec::new() };
        let svg = of_question(Lang::Vi, &question, &count).expect("options are drawn");
        for part in
            ["width=\"217\"", "width=\"72\"", ">3 phiếu · 75%<", ">1 phiếu · 25%<", "Không &lt;script&gt;"]
        {
            assert!(svg.contains(part), "{part}: {svg}");
        }
        assert!(svg.contains("<desc>Có: 3 phiếu · 75%; Không"), "{svg}");
        assert_eq!(of_question(Lang::Vi, &Question::default(), &Count::default()), None);
    }
}
