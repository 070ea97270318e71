//! Page furniture: the phrases that belong to the page and not to the story.
//!
//! Tables of phrases, looked up in a line folded to small letters. They are the fixed wording of
//! content systems and news sites (share bars, newsletter boxes, related links, tables of contents,
//! image credits), gathered from the pages themselves, language by language.

/// What kind of furniture a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Opens a page: a table of contents, "Article content".
    Opening,
    /// Closes a page: "For more updates …", a newsletter box, a request for comments.
    Closing,
    /// Stands anywhere: related links, share buttons, advertisements.
    Anywhere,
    /// Words under a picture.
    Caption,
}

use Furniture::{Anywhere, Caption, Closing, Opening};

/// Lines that are furniture when they say this and nothing else (final marks left out), in the order
/// of their bytes, so that they can be searched.
const WHOLE: &[(&str, Furniture)] = &[
    ("add a comment", Closing),
    ("advertentie", Anywhere),
    ("advertisement", Anywhere),
    ("advertisements", Anywhere),
    ("advertising", Anywhere),
    ("also read", Anywhere),
    ("annonce", Anywhere),
    ("annons", Anywhere),
    ("annonse", Anywhere),
    ("anzeige", Anywhere),
    ("article content", Anywhere),
    ("article continues below", Anywhere),
    ("auch interessant", Anywhere),
    ("available from amazon", Anywhere),
    ("baca juga", Anywhere),
    ("back to top", Anywhere),
    ("buy now", Anywhere),
    ("comentarios", Closing),
    ("comentários", Closing),
    ("commentaires", Closing),
    ("commenti", Closing),
    ("comments", Closing),
    ("compartilhe", Anywhere),
    ("compartir", Anywhere),
    ("condividi", Anywhere),
    ("contents", Opening),
    ("continua após a publicidade", Anywhere),
    ("continue reading", Anywhere),
    ("copy link", Anywhere),
    ("credit", Caption),
    ("czytaj także", Anywhere),
    ("czytaj też", Anywhere),
    ("daftar isi", Opening),
    ("das könnte dich auch interessieren", Anywhere),
    ("das könnte sie auch interessieren", Anywhere),
    ("datenschutz", Anywhere),
    ("dela", Anywhere),
    ("delen", Anywhere),
    ("don't miss", Anywhere),
    ("drucken", Anywhere),
    ("email", Anywhere),
    ("embed", Anywhere),
    ("empfohlener redaktioneller inhalt", Anywhere),
    ("enlarge this image", Anywhere),
    ("facebook", Anywhere),
    ("follow us", Closing),
    ("hauptinhalt", Opening),
    ("hide caption", Anywhere),
    ("iklan", Anywhere),
    ("image", Caption),
    ("imprimer", Anywhere),
    ("in this article", Opening),
    ("indholdsfortegnelse", Opening),
    ("indice", Opening),
    ("inhalt", Opening),
    ("inhaltsverzeichnis", Opening),
    ("inhoudsopgave", Opening),
    ("innehållsförteckning", Opening),
    ("içindekiler", Opening),
    ("kommentare", Closing),
    ("lea también", Anywhere),
    ("leave a comment", Closing),
    ("leave a reply", Closing),
    ("lee también", Anywhere),
    ("leer más", Anywhere),
    ("lees meer", Anywhere),
    ("lees ook", Anywhere),
    ("leggi anche", Anywhere),
    ("leggi tutto", Anywhere),
    ("leia mais", Anywhere),
    ("leia também", Anywhere),
    ("les mer", Anywhere),
    ("les også", Anywhere),
    ("lesen sie auch", Anywhere),
    ("lesen sie hier", Anywhere),
    ("link copied", Anywhere),
    ("linkedin", Anywhere),
    ("lire aussi", Anywhere),
    ("lire la suite", Anywhere),
    ("listen", Anywhere),
    ("listen to this article", Anywhere),
    ("load more", Anywhere),
    ("loading", Anywhere),
    ("log in", Anywhere),
    ("läs mer", Anywhere),
    ("läs också", Anywhere),
    ("læs mere", Anywhere),
    ("læs også", Anywhere),
    ("mehr anzeigen", Anywhere),
    ("mehr zum thema", Anywhere),
    ("more", Anywhere),
    ("more from this section", Anywhere),
    ("more on this story", Anywhere),
    ("most popular", Anywhere),
    ("most read", Anywhere),
    ("más información", Anywhere),
    ("newsletter", Anywhere),
    ("on this page", Opening),
    ("partager", Anywhere),
    ("partilhar", Anywhere),
    ("paylaş", Anywhere),
    ("photo", Caption),
    ("pinterest", Anywhere),
    ("play video", Anywhere),
    ("post a comment", Closing),
    ("print", Anywhere),
    ("print this page", Anywhere),
    ("pubblicità", Anywhere),
    ("publicidad", Anywhere),
    ("publicidade", Anywhere),
    ("publicité", Anywhere),
    ("read also", Anywhere),
    ("read more", Anywhere),
    ("read next", Anywhere),
    ("recommended", Anywhere),
    ("recommended for you", Anywhere),
    ("reddit", Anywhere),
    ("reklam", Anywhere),
    ("reklama", Anywhere),
    ("related", Anywhere),
    ("related articles", Anywhere),
    ("related content", Anywhere),
    ("related news", Anywhere),
    ("related posts", Anywhere),
    ("related stories", Anywhere),
    ("related topics", Anywhere),
    ("see also", Anywhere),
    ("seitenanfang", Anywhere),
    ("share", Anywhere),
    ("share this", Anywhere),
    ("share this article", Anywhere),
    ("share this story", Anywhere),
    ("shop now", Anywhere),
    ("show comments", Closing),
    ("show more", Anywhere),
    ("sign in", Anywhere),
    ("sign up", Anywhere),
    ("skip to content", Opening),
    ("skip to main content", Opening),
    ("sommaire", Opening),
    ("sommario", Opening),
    ("spis treści", Opening),
    ("sponsored", Anywhere),
    ("sponsored content", Anywhere),
    ("story continues below", Anywhere),
    ("subscribe", Anywhere),
    ("subscribe now", Anywhere),
    ("sumário", Opening),
    ("sur le même sujet", Anywhere),
    ("tabla de contenidos", Opening),
    ("table of contents", Opening),
    ("te puede interesar", Anywhere),
    ("teilen", Anywhere),
    ("toggle caption", Anywhere),
    ("transcript", Anywhere),
    ("trending", Anywhere),
    ("trending now", Anywhere),
    ("tweet", Anywhere),
    ("tweet this", Anywhere),
    ("twitter", Anywhere),
    ("udostępnij", Anywhere),
    ("video", Caption),
    ("view comments", Closing),
    ("view gallery", Anywhere),
    ("view image in fullscreen", Anywhere),
    ("watch", Anywhere),
    ("watch now", Anywhere),
    ("watch the video", Anywhere),
    ("weiterlesen", Anywhere),
    ("werbung", Anywhere),
    ("whatsapp", Anywhere),
    ("you may also like", Anywhere),
    ("you might also like", Anywhere),
    ("zum thema", Anywhere),
    ("zur startseite", Anywhere),
    ("à lire aussi", Anywhere),
    ("à voir également", Anywhere),
    ("índice", Opening),
    ("зміст", Opening),
    ("комментарии", Closing),
    ("оглавление", Opening),
    ("поделиться", Anywhere),
    ("реклама", Anywhere),
    ("содержание", Opening),
    ("читайте также", Anywhere),
    ("читайте також", Anywhere),
    ("читать далее", Anywhere),
    ("פרסומת", Anywhere),
    ("קראו עוד", Anywhere),
    ("שתפו", Anywhere),
    ("إعلان", Anywhere),
    ("اقرأ أيضا", Anywhere),
    ("اقرأ أيضاً", Anywhere),
    ("جدول المحتويات", Opening),
    ("यह भी पढ़ें", Anywhere),
    ("विज्ञापन", Anywhere),
    ("シェア", Anywhere),
    ("分享", Anywhere),
    ("广告", Anywhere),
    ("広告", Anywhere),
    ("廣告", Anywhere),
    ("目录", Opening),
    ("目次", Opening),
    ("目錄", Opening),
    ("相关新闻", Anywhere),
    ("相關新聞", Anywhere),
    ("続きを読む", Anywhere),
    ("関連記事", Anywhere),
    ("阅读更多", Anywhere),
    ("관련기사", Anywhere),
    ("광고", Anywhere),
    ("목차", Opening),
];

/// Lines that are furniture when they begin so, in the order of their bytes.
const BEGINNINGS: &[(&str, Furniture)] = &[
    ("(c) ", Closing),
    ("(image credit", Caption),
    ("(image:", Caption),
    ("(photo by", Caption),
    ("(photo:", Caption),
    ("abonnez-vous", Closing),
    ("abonniere", Closing),
    ("advertisement ", Anywhere),
    ("all rights reserved", Closing),
    ("also read |", Anywhere),
    ("also read:", Anywhere),
    ("archivfoto", Caption),
    ("auch interessant:", Anywhere),
    ("baca juga", Anywhere),
    ("bild:", Caption),
    ("bildquelle:", Caption),
    ("caption:", Caption),
    ("click here", Anywhere),
    ("click to share", Anywhere),
    ("copyright ", Closing),
    ("courtesy of", Caption),
    ("credit:", Caption),
    ("crédit photo", Caption),
    ("czytaj także", Anywhere),
    ("czytaj też", Anywhere),
    ("dieses thema im programm", Closing),
    ("don't miss...", Anywhere),
    ("don't miss:", Anywhere),
    ("download our app", Closing),
    ("download the app", Closing),
    ("editor's note", Anywhere),
    ("estimated reading time", Anywhere),
    ("file image", Caption),
    ("file photo", Caption),
    ("file picture", Caption),
    ("find us on", Closing),
    ("follow us at", Closing),
    ("follow us on", Closing),
    ("for more insights", Closing),
    ("for more news", Closing),
    ("for more stories", Closing),
    ("for more updates", Closing),
    ("foto:", Caption),
    ("fotos:", Caption),
    ("fotoğraf:", Caption),
    ("get daily", Closing),
    ("get our", Closing),
    ("get the latest", Closing),
    ("graphic:", Caption),
    ("hier geht es zu", Anywhere),
    ("illustration by ", Caption),
    ("illustration:", Caption),
    ("image by ", Caption),
    ("image courtesy", Caption),
    ("image credit", Caption),
    ("image source:", Caption),
    ("image via", Caption),
    ("image:", Caption),
    ("imagem:", Caption),
    ("imagen:", Caption),
    ("images courtesy", Caption),
    ("images:", Caption),
    ("immagine:", Caption),
    ("inscreva-se", Closing),
    ("inscrivez-vous", Closing),
    ("iscriviti", Closing),
    ("join our newsletter", Closing),
    ("lea además", Anywhere),
    ("lea también", Anywhere),
    ("lee también", Anywhere),
    ("leer más", Anywhere),
    ("lees meer", Anywhere),
    ("lees ook", Anywhere),
    ("leggi anche", Anywhere),
    ("leia mais", Anywhere),
    ("leia também", Anywhere),
    ("les også", Anywhere),
    ("lesedauer", Anywhere),
    ("lesen sie auch", Anywhere),
    ("lesen sie dazu", Anywhere),
    ("lesen sie hier", Anywhere),
    ("lesen sie mehr", Anywhere),
    ("lesezeit", Anywhere),
    ("let us know in the comments", Closing),
    ("like us on facebook", Closing),
    ("lire :", Anywhere),
    ("lire aussi", Anywhere),
    ("lire:", Anywhere),
    ("listen:", Anywhere),
    ("läs mer", Anywhere),
    ("läs också", Anywhere),
    ("läs även", Anywhere),
    ("læs mere", Anywhere),
    ("læs også", Anywhere),
    ("mehr artikel", Anywhere),
    ("mehr zum thema", Anywhere),
    ("more stories from", Closing),
    ("more top stories", Closing),
    ("more:", Anywhere),
    ("most read in ", Anywhere),
    ("newsletter ", Closing),
    ("opinion:", Anywhere),
    ("originally published", Closing),
    ("photo :", Caption),
    ("photo by ", Caption),
    ("photo courtesy", Caption),
    ("photo credit", Caption),
    ("photo:", Caption),
    ("photograph by", Caption),
    ("photograph:", Caption),
    ("photos by ", Caption),
    ("photos courtesy", Caption),
    ("photos:", Caption),
    ("picture:", Caption),
    ("pictured:", Caption),
    ("quelle:", Anywhere),
    ("quellen:", Anywhere),
    ("read also:", Anywhere),
    ("read more about", Anywhere),
    ("read more on", Anywhere),
    ("read more »", Anywhere),
    ("read more:", Anywhere),
    ("read more: top stories", Closing),
    ("read next:", Anywhere),
    ("read the full ", Anywhere),
    ("read |", Anywhere),
    ("read:", Anywhere),
    ("reading time", Anywhere),
    ("recommended:", Anywhere),
    ("redaktion:", Anywhere),
    ("related article:", Anywhere),
    ("related articles:", Anywhere),
    ("related post:", Anywhere),
    ("related posts:", Anywhere),
    ("related stories:", Anywhere),
    ("related story:", Anywhere),
    ("related:", Anywhere),
    ("scroll down", Anywhere),
    ("see also:", Anywhere),
    ("see more:", Anywhere),
    ("share on ", Anywhere),
    ("share your thoughts", Closing),
    ("sign up for our", Closing),
    ("sign up for the", Closing),
    ("sign up here", Closing),
    ("sign up to our", Closing),
    ("sign up to the", Closing),
    ("skip ", Anywhere),
    ("source:", Anywhere),
    ("sources:", Anywhere),
    ("stay tuned for more", Closing),
    ("stay tuned to", Closing),
    ("stay up to date with", Closing),
    ("subscribe for", Closing),
    ("subscribe now", Closing),
    ("subscribe to", Closing),
    ("suscríbase", Closing),
    ("suscríbete", Closing),
    ("symbolfoto", Caption),
    ("síguenos", Closing),
    ("te puede interesar", Anywhere),
    ("this article was originally published", Closing),
    ("this article was reprinted", Closing),
    ("this story was originally published", Closing),
    ("veja também", Anywhere),
    ("video by ", Caption),
    ("voir aussi", Anywhere),
    ("watch the ", Anywhere),
    ("watch |", Anywhere),
    ("watch:", Anywhere),
    ("what do you think? ", Closing),
    ("zobacz też", Anywhere),
    ("©", Closing),
    ("© ", Closing),
    ("à lire :", Anywhere),
    ("à lire aussi", Anywhere),
    ("подписывайтесь", Closing),
    ("фото:", Caption),
    ("читайте также", Anywhere),
    ("читайте також", Anywhere),
    ("اقرأ أيضا", Anywhere),
    ("اقرأ أيضاً", Anywhere),
    ("写真", Caption),
    ("相关阅读", Anywhere),
    ("関連記事", Anywhere),
];

/// Endings by which the words under a picture name their source.
const CREDITS: &[&str] = &[
    "/getty images",
    "/getty images)",
    "getty images)",
    "(getty images)",
    "/shutterstock",
    "(ap photo)",
    "/ap photo",
    "/reuters",
    "/afp",
    "/dpa",
    "/imago",
];

/// What page furniture the line is, if any.
pub fn of(text: &str) -> Option<Furniture> {
    let mut folded = [0; FOLD];
    let folded = fold(text, &mut folded);
    let whole = folded.trim_end_matches(['.', ':', '!', ' ', '…', '»', '>']);
    let whole = WHOLE.binary_search_by(|(phrase, _)| (*phrase).cmp(whole));
    whole
        .ok()
        .map(|at| WHOLE[at].1)
        .or_else(|| beginning(folded))
        .or_else(|| asks_to_follow(folded).then_some(Closing))
        .or_else(|| names_a_credit(text).then_some(Caption))
}

/// The phrase of [`BEGINNINGS`] that a folded line opens with.
fn beginning(folded: &str) -> Option<Furniture> {
    let first = *folded.as_bytes().first()?;
    let start = BEGINNINGS.partition_point(|(phrase, _)| phrase.as_bytes()[0] < first);
    let end = BEGINNINGS.partition_point(|(phrase, _)| phrase.as_bytes()[0] <= first);
    BEGINNINGS[start..end]
        .iter()
        // A longer phrase stands after its own beginning, and says more.
        .rfind(|(phrase, _)| folded.starts_with(phrase))
        .map(|(_, kind)| *kind)
}

/// "Follow The Courier on Facebook".
fn asks_to_follow(folded: &str) -> bool {
    const PLACES: &[&str] = &[
        " on social media",
        " on facebook",
        " on twitter",
        " on instagram",
        " on x",
        " on linkedin",
        " on youtube",
        " on whatsapp",
        " on google news",
    ];
    (folded.starts_with("follow ") || folded.starts_with("subscribe "))
        && PLACES.iter().any(|place| folded.contains(place))
}

/// Whether the words end in the source of a picture: "(Source: …)", "/Reuters".
fn names_a_credit(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "source:", "credit:", "photo:", "image:", "foto:", "bild:", "picture:",
    ];
    let bytes = text.as_bytes();
    let ends_with = |credit: &&str| {
        let tail = bytes.len().checked_sub(credit.len()).map(|at| &bytes[at..]);
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(credit.as_bytes()))
    };
    let closed = bytes.last() == Some(&b')');
    let tail = &bytes[bytes.len().saturating_sub(16)..];
    if (closed || tail.contains(&b'/')) && CREDITS.iter().any(ends_with) {
        return true;
    }
    let inside = if closed { text.rfind('(') } else { None };
    inside.is_some_and(|open| {
        let inside = &bytes[open + 1..];
        let opens_with = |label: &&str| {
            let head = inside.get(..label.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(label.as_bytes()))
        };
        LABELS.iter().any(opens_with)
    })
}

/// Bytes of a line that are looked at.
const FOLD: usize = 96;

/// The beginning of a line in small letters, typographic apostrophes made plain.
fn fold<'a>(text: &str, buffer: &'a mut [u8; FOLD]) -> &'a str {
    let mut end = 0;
    for character in text.chars() {
        let character = match character {
            '’' => '\'',
            _ if character.is_ascii() => character.to_ascii_lowercase(),
            _ => character.to_lowercase().next().unwrap_or(character),
        };
        if end + character.len_utf8() > FOLD {
            break;
        }
        end += character.encode_utf8(&mut buffer[end..]).len();
    }
    std::str::from_utf8(&buffer[..end]).expect("whole characters were written")
}

#[cfg(test)]
mod tests {
    use super::{Anywhere, BEGINNINGS, Caption, Closing, Furniture, Opening, WHOLE, of};

    #[test]
    fn tables_are_in_order_and_folded() {
        for table in [WHOLE, BEGINNINGS] {
            assert!(table.is_sorted_by(|one, other| one.0 < other.0));
            for (phrase, _) in table {
                assert_eq!(phrase.to_lowercase(), **phrase);
            }
        }
    }

    #[test]
    fn phrases_are_told_from_the_words_of_a_story() {
        let check =
            |line: &str, expected: Option<Furniture>| assert_eq!(of(line), expected, "{line}");
        check("Table of Contents", Some(Opening));
        check("TABLE OF CONTENTS:", Some(Opening));
        check("Advertisement", Some(Anywhere));
        check("Don’t miss", Some(Anywhere));
        check("Read more: Ferry line to close", Some(Anywhere));
        check(
            "Read more: Top stories of the week on Coast Daily",
            Some(Closing),
        );
        check("Follow Coast Daily on Facebook", Some(Closing));
        check(
            "The landing stage in March (Photo: Harbour Board)",
            Some(Caption),
        );
        check(
            "The landing stage in March. Brandt/Getty Images",
            Some(Caption),
        );
        check("Lesen Sie auch: Der Steg bleibt zu", Some(Anywhere));
        check("目次", Some(Opening));
        check("Contents of the letter were read aloud", None);
        check("The board shared the letter", None);
        check("", None);
    }
}
