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

/// Lines that are furniture when they say this and nothing else (final marks left out).
const WHOLE: &[(&str, Furniture)] = &[
    // English
    ("table of contents", Opening),
    ("contents", Opening),
    ("in this article", Opening),
    ("on this page", Opening),
    ("article content", Anywhere),
    ("advertisement", Anywhere),
    ("advertisements", Anywhere),
    ("advertising", Anywhere),
    ("sponsored", Anywhere),
    ("sponsored content", Anywhere),
    ("story continues below", Anywhere),
    ("continue reading", Anywhere),
    ("article continues below", Anywhere),
    ("share", Anywhere),
    ("share this", Anywhere),
    ("share this article", Anywhere),
    ("share this story", Anywhere),
    ("tweet", Anywhere),
    ("tweet this", Anywhere),
    ("print", Anywhere),
    ("print this page", Anywhere),
    ("email", Anywhere),
    ("copy link", Anywhere),
    ("link copied", Anywhere),
    ("facebook", Anywhere),
    ("twitter", Anywhere),
    ("whatsapp", Anywhere),
    ("pinterest", Anywhere),
    ("linkedin", Anywhere),
    ("reddit", Anywhere),
    ("comments", Closing),
    ("leave a comment", Closing),
    ("leave a reply", Closing),
    ("post a comment", Closing),
    ("add a comment", Closing),
    ("view comments", Closing),
    ("show comments", Closing),
    ("read more", Anywhere),
    ("read next", Anywhere),
    ("read also", Anywhere),
    ("also read", Anywhere),
    ("see also", Anywhere),
    ("more", Anywhere),
    ("load more", Anywhere),
    ("show more", Anywhere),
    ("related", Anywhere),
    ("related articles", Anywhere),
    ("related stories", Anywhere),
    ("related posts", Anywhere),
    ("related topics", Anywhere),
    ("related content", Anywhere),
    ("related news", Anywhere),
    ("more on this story", Anywhere),
    ("more from this section", Anywhere),
    ("most read", Anywhere),
    ("most popular", Anywhere),
    ("trending", Anywhere),
    ("trending now", Anywhere),
    ("recommended", Anywhere),
    ("recommended for you", Anywhere),
    ("you may also like", Anywhere),
    ("you might also like", Anywhere),
    ("don't miss", Anywhere),
    ("buy now", Anywhere),
    ("shop now", Anywhere),
    ("sign up", Anywhere),
    ("sign in", Anywhere),
    ("log in", Anywhere),
    ("subscribe", Anywhere),
    ("subscribe now", Anywhere),
    ("newsletter", Anywhere),
    ("follow us", Closing),
    ("listen to this article", Anywhere),
    ("listen", Anywhere),
    ("watch", Anywhere),
    ("watch the video", Anywhere),
    ("watch now", Anywhere),
    ("play video", Anywhere),
    ("loading", Anywhere),
    ("skip to content", Opening),
    ("skip to main content", Opening),
    ("back to top", Anywhere),
    ("hide caption", Anywhere),
    ("toggle caption", Anywhere),
    ("enlarge this image", Anywhere),
    ("view gallery", Anywhere),
    // German
    ("inhaltsverzeichnis", Opening),
    ("inhalt", Opening),
    ("anzeige", Anywhere),
    ("werbung", Anywhere),
    ("teilen", Anywhere),
    ("drucken", Anywhere),
    ("kommentare", Closing),
    ("auch interessant", Anywhere),
    ("lesen sie auch", Anywhere),
    ("lesen sie hier", Anywhere),
    ("mehr zum thema", Anywhere),
    ("zum thema", Anywhere),
    ("weiterlesen", Anywhere),
    ("das könnte sie auch interessieren", Anywhere),
    ("das könnte dich auch interessieren", Anywhere),
    ("empfohlener redaktioneller inhalt", Anywhere),
    ("mehr anzeigen", Anywhere),
    // French
    ("sommaire", Opening),
    ("publicité", Anywhere),
    ("partager", Anywhere),
    ("imprimer", Anywhere),
    ("commentaires", Closing),
    ("lire aussi", Anywhere),
    ("à lire aussi", Anywhere),
    ("lire la suite", Anywhere),
    ("sur le même sujet", Anywhere),
    ("à voir également", Anywhere),
    // Spanish
    ("índice", Opening),
    ("tabla de contenidos", Opening),
    ("publicidad", Anywhere),
    ("compartir", Anywhere),
    ("comentarios", Closing),
    ("lea también", Anywhere),
    ("lee también", Anywhere),
    ("leer más", Anywhere),
    ("te puede interesar", Anywhere),
    ("más información", Anywhere),
    // Portuguese
    ("sumário", Opening),
    ("publicidade", Anywhere),
    ("compartilhe", Anywhere),
    ("partilhar", Anywhere),
    ("comentários", Closing),
    ("leia também", Anywhere),
    ("leia mais", Anywhere),
    ("continua após a publicidade", Anywhere),
    // Italian
    ("sommario", Opening),
    ("indice", Opening),
    ("pubblicità", Anywhere),
    ("condividi", Anywhere),
    ("commenti", Closing),
    ("leggi anche", Anywhere),
    ("leggi tutto", Anywhere),
    // Dutch, Swedish, Danish, Norwegian
    ("inhoudsopgave", Opening),
    ("advertentie", Anywhere),
    ("lees ook", Anywhere),
    ("lees meer", Anywhere),
    ("delen", Anywhere),
    ("innehållsförteckning", Opening),
    ("annons", Anywhere),
    ("läs också", Anywhere),
    ("läs mer", Anywhere),
    ("dela", Anywhere),
    ("indholdsfortegnelse", Opening),
    ("annonce", Anywhere),
    ("annonse", Anywhere),
    ("læs også", Anywhere),
    ("læs mere", Anywhere),
    ("les også", Anywhere),
    ("les mer", Anywhere),
    // Polish, Turkish, Indonesian
    ("spis treści", Opening),
    ("reklama", Anywhere),
    ("czytaj także", Anywhere),
    ("czytaj też", Anywhere),
    ("udostępnij", Anywhere),
    ("içindekiler", Opening),
    ("reklam", Anywhere),
    ("paylaş", Anywhere),
    ("daftar isi", Opening),
    ("baca juga", Anywhere),
    ("iklan", Anywhere),
    // Russian, Ukrainian
    ("содержание", Opening),
    ("оглавление", Opening),
    ("реклама", Anywhere),
    ("читайте также", Anywhere),
    ("читать далее", Anywhere),
    ("поделиться", Anywhere),
    ("комментарии", Closing),
    ("зміст", Opening),
    ("читайте також", Anywhere),
    // Arabic, Hebrew, Hindi
    ("جدول المحتويات", Opening),
    ("إعلان", Anywhere),
    ("اقرأ أيضا", Anywhere),
    ("اقرأ أيضاً", Anywhere),
    ("שתפו", Anywhere),
    ("פרסומת", Anywhere),
    ("קראו עוד", Anywhere),
    ("विज्ञापन", Anywhere),
    ("यह भी पढ़ें", Anywhere),
    // Chinese, Japanese, Korean
    ("目录", Opening),
    ("目錄", Opening),
    ("广告", Anywhere),
    ("廣告", Anywhere),
    ("相关新闻", Anywhere),
    ("相關新聞", Anywhere),
    ("分享", Anywhere),
    ("阅读更多", Anywhere),
    ("目次", Opening),
    ("広告", Anywhere),
    ("関連記事", Anywhere),
    ("続きを読む", Anywhere),
    ("シェア", Anywhere),
    ("목차", Opening),
    ("광고", Anywhere),
    ("관련기사", Anywhere),
];

/// Lines that are furniture when they begin so.
const BEGINNINGS: &[(&str, Furniture)] = &[
    // English: what closes a page
    ("for more updates", Closing),
    ("for more insights", Closing),
    ("for more news", Closing),
    ("for more stories", Closing),
    ("stay tuned to", Closing),
    ("stay tuned for more", Closing),
    ("stay up to date with", Closing),
    ("sign up for the", Closing),
    ("sign up for our", Closing),
    ("sign up to our", Closing),
    ("sign up to the", Closing),
    ("sign up here", Closing),
    ("subscribe to", Closing),
    ("subscribe for", Closing),
    ("subscribe now", Closing),
    ("join our newsletter", Closing),
    ("get the latest", Closing),
    ("get our", Closing),
    ("get daily", Closing),
    ("download our app", Closing),
    ("download the app", Closing),
    ("what do you think? ", Closing),
    ("share your thoughts", Closing),
    ("let us know in the comments", Closing),
    ("follow us on", Closing),
    ("follow us at", Closing),
    ("like us on facebook", Closing),
    ("find us on", Closing),
    ("copyright ", Closing),
    ("© ", Closing),
    ("©", Closing),
    ("(c) ", Closing),
    ("all rights reserved", Closing),
    ("this article was originally published", Closing),
    ("this article was reprinted", Closing),
    ("this story was originally published", Closing),
    ("originally published", Closing),
    // English: what stands anywhere
    ("read more:", Anywhere),
    ("read more on", Anywhere),
    ("read more about", Anywhere),
    ("read more »", Anywhere),
    ("read also:", Anywhere),
    ("read next:", Anywhere),
    ("read:", Anywhere),
    ("also read:", Anywhere),
    ("also read |", Anywhere),
    ("read |", Anywhere),
    ("see also:", Anywhere),
    ("see more:", Anywhere),
    ("related:", Anywhere),
    ("related post:", Anywhere),
    ("related posts:", Anywhere),
    ("related articles:", Anywhere),
    ("related story:", Anywhere),
    ("related stories:", Anywhere),
    ("related article:", Anywhere),
    ("recommended:", Anywhere),
    ("more:", Anywhere),
    ("watch:", Anywhere),
    ("watch |", Anywhere),
    ("listen:", Anywhere),
    ("opinion:", Anywhere),
    ("don't miss:", Anywhere),
    ("don't miss...", Anywhere),
    ("most read in ", Anywhere),
    ("click here", Anywhere),
    ("click to share", Anywhere),
    ("share on ", Anywhere),
    ("skip ", Anywhere),
    ("advertisement ", Anywhere),
    ("scroll down", Anywhere),
    // German
    ("lesen sie auch", Anywhere),
    ("lesen sie hier", Anywhere),
    ("lesen sie mehr", Anywhere),
    ("lesen sie dazu", Anywhere),
    ("mehr zum thema", Anywhere),
    ("mehr artikel", Anywhere),
    ("auch interessant:", Anywhere),
    ("hier geht es zu", Anywhere),
    ("abonniere", Closing),
    ("newsletter ", Closing),
    // French
    ("lire aussi", Anywhere),
    ("à lire aussi", Anywhere),
    ("lire :", Anywhere),
    ("lire:", Anywhere),
    ("à lire :", Anywhere),
    ("voir aussi", Anywhere),
    ("abonnez-vous", Closing),
    ("inscrivez-vous", Closing),
    // Spanish, Portuguese, Italian
    ("lea también", Anywhere),
    ("lee también", Anywhere),
    ("lea además", Anywhere),
    ("leer más", Anywhere),
    ("te puede interesar", Anywhere),
    ("suscríbete", Closing),
    ("suscríbase", Closing),
    ("síguenos", Closing),
    ("leia também", Anywhere),
    ("leia mais", Anywhere),
    ("veja também", Anywhere),
    ("inscreva-se", Closing),
    ("leggi anche", Anywhere),
    ("iscriviti", Closing),
    // Dutch, Scandinavian, Polish, Turkish, Indonesian
    ("lees ook", Anywhere),
    ("lees meer", Anywhere),
    ("läs också", Anywhere),
    ("läs även", Anywhere),
    ("läs mer", Anywhere),
    ("læs også", Anywhere),
    ("læs mere", Anywhere),
    ("les også", Anywhere),
    ("czytaj także", Anywhere),
    ("czytaj też", Anywhere),
    ("zobacz też", Anywhere),
    ("baca juga", Anywhere),
    // Russian, Arabic, Japanese, Chinese
    ("читайте также", Anywhere),
    ("подписывайтесь", Closing),
    ("читайте також", Anywhere),
    ("اقرأ أيضا", Anywhere),
    ("اقرأ أيضاً", Anywhere),
    ("関連記事", Anywhere),
    ("相关阅读", Anywhere),
    // Words under pictures
    ("image:", Caption),
    ("image source:", Caption),
    ("image credit", Caption),
    ("(image credit", Caption),
    ("(image:", Caption),
    ("images:", Caption),
    ("photo:", Caption),
    ("photos:", Caption),
    ("photo by ", Caption),
    ("photos by ", Caption),
    ("photo credit", Caption),
    ("(photo by", Caption),
    ("(photo:", Caption),
    ("photograph:", Caption),
    ("photograph by", Caption),
    ("picture:", Caption),
    ("pictured:", Caption),
    ("file photo", Caption),
    ("file image", Caption),
    ("file picture", Caption),
    ("caption:", Caption),
    ("illustration:", Caption),
    ("illustration by ", Caption),
    ("credit:", Caption),
    ("graphic:", Caption),
    ("foto:", Caption),
    ("fotos:", Caption),
    ("symbolfoto", Caption),
    ("archivfoto", Caption),
    ("bild:", Caption),
    ("bildquelle:", Caption),
    ("crédit photo", Caption),
    ("photo :", Caption),
    ("imagen:", Caption),
    ("imagem:", Caption),
    ("immagine:", Caption),
    ("fotoğraf:", Caption),
    ("фото:", Caption),
    ("写真", Caption),
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
    let said = |table: &'static [(&str, Furniture)]| table.iter();
    said(WHOLE)
        .find(|(phrase, _)| *phrase == whole)
        .or_else(|| said(BEGINNINGS).find(|(phrase, _)| folded.starts_with(phrase)))
        .map(|(_, kind)| *kind)
        .or_else(|| asks_to_follow(folded).then_some(Closing))
        .or_else(|| names_a_credit(text).then_some(Caption))
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
    const LABELS: &[&str] = &["source:", "credit:", "photo:", "image:", "foto:", "bild:", "picture:"];
    let tail = text.char_indices().rev().nth(23).map_or(text, |(at, _)| &text[at..]);
    let tail = tail.to_lowercase();
    if CREDITS.iter().any(|credit| tail.ends_with(credit)) {
        return true;
    }
    text.ends_with(')')
        && text.rfind('(').is_some_and(|open| {
            let inside = text[open + 1..].to_lowercase();
            LABELS.iter().any(|label| inside.starts_with(label))
        })
}

/// Bytes of a line that are looked at.
const FOLD: usize = 96;

/// The beginning of a line in small letters, typographic apostrophes made plain.
fn fold<'a>(text: &str, buffer: &'a mut [u8; FOLD]) -> &'a str {
    let mut end = 0;
    for character in text.chars().flat_map(char::to_lowercase) {
        let character = if character == '’' { '\'' } else { character };
        if end + character.len_utf8() > FOLD {
            break;
        }
        end += character.encode_utf8(&mut buffer[end..]).len();
    }
    std::str::from_utf8(&buffer[..end]).expect("whole characters were written")
}
