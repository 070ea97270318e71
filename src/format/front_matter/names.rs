//! Under which names files give what: from Jekyll, Hugo, Zola, Eleventy, schema.org, Open Graph, CSL and
//! Zotero, from clippers (Obsidian, `MarkDownload`, Omnivore, Readwise, Joplin, Raindrop, Matter, Readeck,
//! wallabag, karakeep, Jina), from news APIs, and what people write in their own language.
//!
//! Names are compared folded: without case, hyphens, underscores, blanks, dots and colons. Best first.

/// The headline.
pub(super) const HEADLINE: &[&str] = &[
    "title",
    "headline",
    "name",
    "headlinemain",
    "fulltitle",
    "webtitle",
    "ogtitle",
    "articletitle",
    "titel",
    "überschrift",
    "schlagzeile",
    "titre",
    "título",
    "titulo",
    "titolo",
    "tytuł",
    "rubrik",
    "tittel",
    "overskrift",
    "otsikko",
    "název",
    "titulek",
    "başlık",
    "заголовок",
    "название",
    "назва",
    "عنوان",
    "العنوان",
    "כותרת",
    "शीर्षक",
    "标题",
    "標題",
    "題名",
    "タイトル",
    "제목",
];

/// The standfirst.
pub(super) const DECK: &[&str] = &[
    "deck",
    "dek",
    "subtitle",
    "subheadline",
    "standfirst",
    "description",
    "summary",
    "excerpt",
    "abstract",
    "trailtext",
    "leadparagraph",
    "teaser",
    "ogdescription",
    "untertitel",
    "vorspann",
    "chapeau",
    "chapô",
    "soustitre",
    "subtítulo",
    "bajada",
    "sommario",
    "sottotitolo",
    "ingress",
    "manchet",
    "摘要",
    "副标题",
    "요약",
];

/// Who wrote it.
pub(super) const AUTHORS: &[&str] = &[
    "authors",
    "author",
    "byline",
    "bylines",
    "bylineoriginal",
    "creator",
    "creators",
    "writers",
    "writer",
    "authorname",
    "articleauthor",
    "dccreator",
    "persona",
    "publishedby",
    "autor",
    "autoren",
    "autorin",
    "verfasser",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "autores",
    "autorzy",
    "författare",
    "forfatter",
    "yazar",
    "автор",
    "авторы",
    "автори",
    "كاتب",
    "الكاتب",
    "מחבר",
    "लेखक",
    "作者",
    "記者",
    "记者",
    "著者",
    "筆者",
    "기자",
    "저자",
    "글쓴이",
];

/// When it was published. A name that says so goes before one that may mean any day.
pub(super) const DATE: &[&str] = &[
    "datepublished",
    "publicationdate",
    "publisheddate",
    "publishedat",
    "publishedon",
    "publishedtime",
    "articlepublishedtime",
    "datepublish",
    "datepub",
    "webpublicationdate",
    "firstpublished",
    "firstpublishedat",
    "firstpublicationdate",
    "published",
    "date",
    "publishdate",
    "pubdate",
    "releasedate",
    "issued",
    "dcdate",
    "timestamp",
    "datetime",
    "erscheinungsdatum",
    "veröffentlicht",
    "veröffentlichtam",
    "veröffentlichungsdatum",
    "datum",
    "fecha",
    "fechadepublicación",
    "publicado",
    "data",
    "datadepublicação",
    "datapubblicazione",
    "pubblicato",
    "datedepublication",
    "publié",
    "publiéle",
    "gepubliceerd",
    "publicatiedatum",
    "publicerad",
    "publiceret",
    "publisert",
    "dato",
    "opublikowano",
    "datapublikacji",
    "дата",
    "датапубликации",
    "опубликовано",
    "tarih",
    "yayıntarihi",
    "تاريخ",
    "التاريخ",
    "תאריך",
    "दिनांक",
    "日期",
    "发布时间",
    "发布日期",
    "發布時間",
    "發佈時間",
    "公開日",
    "日付",
    "날짜",
    "작성일",
    "발행일",
];

/// When it was last changed: a day for a story that has no other, unless a tool keeps time here.
pub(super) const CHANGED: &[&str] = &[
    "updated",
    "updatedat",
    "lastmod",
    "modified",
    "datemodified",
];

/// When somebody kept it.
pub(super) const SAVED: &[&str] = &[
    "saved",
    "savedat",
    "savedon",
    "datesaved",
    "saveddate",
    "clipped",
    "clippedat",
    "clippedon",
    "dateclipped",
    "dateadded",
    "addedat",
    "addedon",
    "added",
    "bookmarkedat",
    "capturedat",
    "captured",
    "hydratedat",
    "accessdate",
    "accessed",
    "dateaccessed",
    "retrieved",
    "archivedat",
    "created",
    "createdat",
    "createdtime",
    "datecreated",
    "creationdate",
    "importedat",
    "gespeichert",
    "erstellt",
    "guardado",
    "creado",
    "enregistré",
    "salvato",
    "salvo",
    "opgeslagen",
    "сохранено",
    "保存时间",
    "保存日期",
    "收藏时间",
    "保存日",
];

/// Where it stands on the web.
pub(super) const URL: &[&str] = &[
    "sourceurl",
    "canonicalurl",
    "canonical",
    "originalurl",
    "original",
    "externalurl",
    "givenurl",
    "weburl",
    "pageurl",
    "articleurl",
    "urlsource",
    "url",
    "link",
    "permalink",
    "uri",
    "ogurl",
    "source",
    "href",
    "quelle",
    "adresse",
    "fuente",
    "enlace",
    "lien",
    "fonte",
    "źródło",
    "källa",
    "kilde",
    "kaynak",
    "источник",
    "ссылка",
    "посилання",
    "المصدر",
    "الرابط",
    "来源",
    "來源",
    "链接",
    "網址",
    "网址",
    "原文链接",
    "原文",
    "リンク",
    "出典",
    "출처",
    "링크",
    "troveurl",
];

/// Who published it.
pub(super) const SOURCE: &[&str] = &[
    "source",
    "publication",
    "publisher",
    "sitename",
    "site",
    "outlet",
    "newspaper",
    "sourcename",
    "sourcetitle",
    "website",
    "publicationtitle",
    "containertitle",
    "ogsitename",
    "feedtitle",
    "feed",
    "newsletter",
    "sourcehostname",
    "hostname",
    "sourcedomain",
    "domainname",
    "domain",
    "quelle",
    "zeitung",
    "medium",
    "fuente",
    "medio",
    "fonte",
    "testata",
    "giornale",
    "jornal",
    "journal",
    "krant",
    "bron",
    "sitio",
    "periódico",
    "gazeta",
    "źródło",
    "tidning",
    "avis",
    "källa",
    "kilde",
    "издание",
    "источник",
    "газета",
    "gazete",
    "kaynak",
    "المصدر",
    "来源",
    "來源",
    "新闻来源",
    "新聞來源",
    "媒体",
    "媒體",
    "出典",
    "매체",
    "출처",
    "언론사",
];

/// What it is about.
pub(super) const TAGS: &[&str] = &[
    "tags",
    "tag",
    "categories",
    "category",
    "keywords",
    "labels",
    "topics",
    "subjects",
    "subject",
    "section",
    "documenttags",
    "schlagwörter",
    "stichwörter",
    "etiquetas",
    "temas",
    "motsclés",
    "parolechiave",
    "słowakluczowe",
    "теги",
    "ключевыеслова",
    "标签",
    "標籤",
    "タグ",
    "태그",
];

/// Which language it is in.
pub(super) const LANG: &[&str] = &[
    "lang",
    "language",
    "locale",
    "inlanguage",
    "oglocale",
    "sprache",
    "idioma",
    "langue",
];

/// Tables whose values count as if they stood at the top: Zola's and Hugo's.
pub(super) const NESTED: &[&str] = &["taxonomies", "extra", "params"];

/// The name as it is compared.
pub(in crate::format) fn folded(name: &str) -> String {
    let parts = |c: &char| c.is_whitespace() || matches!(c, '-' | '_' | '.' | ':');
    name.chars()
        .filter(|c| !parts(c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether any of these fields has the name.
pub(super) fn is_known(name: &str) -> bool {
    let name = folded(name);
    [
        HEADLINE, DECK, AUTHORS, DATE, CHANGED, SAVED, URL, SOURCE, TAGS, LANG,
    ]
    .iter()
    .any(|names| names.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_folded() {
        assert_eq!(folded("Date-Published"), "datepublished");
        assert_eq!(folded("og:site_name"), "ogsitename");
        assert!(is_known("Published Time") && is_known("发布时间"));
        assert!(!is_known("date of birth"));
    }

    #[test]
    fn each_name_stands_folded_and_once_in_its_list() {
        for names in [
            HEADLINE, DECK, AUTHORS, DATE, CHANGED, SAVED, URL, SOURCE, TAGS, LANG,
        ] {
            for name in names {
                assert_eq!(folded(name), *name);
                assert_eq!(
                    names.iter().filter(|other| *other == name).count(),
                    1,
                    "{name}"
                );
            }
        }
    }
}
