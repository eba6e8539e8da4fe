//! Every word of a release, as it is printed.

use super::{
    Block, Contacts, Figure, Inline, List, MastheadLine, Notes, Number, Paragraph, Quote, Release, Section, Table,
};

/// Every visible character of a release in printed order: masthead, title, numbers, bullets, words, marks of notes.
/// Parts are set apart by line feeds. What a text says and this does not was lost.
///
/// ```
/// use chancery::{Source, parse, release::printed_text};
/// let release = parse(&Source::new("a.txt", "Tide tables\n\n1. One.\n(a) two;"), &Default::default()).release;
/// assert_eq!(printed_text(&release).split_whitespace().collect::<String>(), "Tidetables1.One.(a)two;");
/// ```
pub fn printed_text(release: &Release) -> String {
    let mut words = Printed::default();
    if !release.masthead.contains(&MastheadLine::Title) {
        words.line(&release.title);
    }
    for line in &release.masthead {
        match line {
            MastheadLine::Title => words.line(&release.title),
            MastheadLine::Subtitle => words.line(&release.subtitle),
            MastheadLine::Line { content, .. } => words.line(content),
        }
    }
    if !release.masthead.contains(&MastheadLine::Subtitle) {
        words.line(&release.subtitle);
    }
    words.blocks(&release.body);
    words.0
}

#[derive(Default)]
struct Printed(String);

impl Printed {
    fn words(&mut self, words: &str) {
        self.0.push_str(words);
    }

    fn line(&mut self, content: &[Inline]) {
        self.inlines(content);
        self.end();
    }

    fn end(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    fn mark(&mut self, printed: &str) {
        if !printed.is_empty() {
            self.words(printed);
            self.words(" ");
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) | Inline::Code(words) => self.words(words),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Superscript(inner) => self.inlines(inner),
                Inline::Link { content, .. } => self.inlines(content),
                Inline::FootnoteRef { label } => self.words(label),
                Inline::LineBreak {} => self.words("\n"),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Section(section) => self.section(section),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Notes(notes) => self.notes(notes),
            Block::Contacts(contacts) => self.contacts(contacts),
            Block::Boilerplate(passage) => {
                self.line(&passage.heading);
                self.blocks(&passage.blocks);
            }
            Block::Signature(signature) => self.line(&signature.content),
            Block::Preformatted { text } => self.words(text),
            Block::Break { printed } | Block::EndMark { printed } => self.words(printed),
        }
        self.end();
    }

    fn number(&mut self, number: Option<&Number>) {
        self.mark(number.map_or("", |number| &number.printed));
    }

    fn section(&mut self, section: &Section) {
        self.number(section.heading.number.as_ref());
        self.line(&section.heading.content);
        self.blocks(&section.blocks);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        self.number(paragraph.number.as_ref());
        self.line(&paragraph.content);
        self.blocks(&paragraph.blocks);
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            self.mark(&item.bullet);
            self.line(&item.content);
            self.blocks(&item.blocks);
        }
    }

    fn quote(&mut self, quote: &Quote) {
        self.blocks(&quote.blocks);
        self.line(&quote.attribution);
    }

    fn table(&mut self, table: &Table) {
        self.line(&table.caption);
        for cell in table.header.iter().chain(&table.rows).flatten() {
            self.line(&cell.content);
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.words(&figure.alternative);
        self.end();
        self.line(&figure.caption);
    }

    fn notes(&mut self, notes: &Notes) {
        self.line(&notes.heading);
        for note in &notes.notes {
            self.mark(&note.printed);
            self.line(&note.content);
            self.blocks(&note.blocks);
        }
    }

    fn contacts(&mut self, contacts: &Contacts) {
        self.line(&contacts.heading);
        contacts.contacts.iter().for_each(|contact| self.line(&contact.content));
    }
}
