"""Words of metadata by language: what announces a byline, what is no name, months, labels of dates."""

from __future__ import annotations

import re

from cleaner.lexicon import MONTHS as LONG_MONTHS

__all__ = [
    "AGENCIES", "AND_WORDS", "BY_WORDS", "JOB_WORDS", "MODIFIED_WORDS", "MONTHS", "NOT_NAMES",
    "NO_GIVEN_NAMES", "PARTICLES", "PLAIN_WORDS", "PUBLISHED_WORDS", "SHORT_AND_WORDS", "SUFFIXES", "THING_WORDS",
    "TIME_WORDS",
    "WEEKDAYS",
]  # fmt: skip

# Longest first, so that "written by" goes before "by".
BY_WORDS = (
    "article written by", "story by", "article by", "words by", "text by", "written by", "posted by",
    "published by", "reported by", "report by", "reviewed by", "created by", "submitted by", "contributed by",
    "analysis by", "opinion by", "review by", "guest post by", "blog by", "author name", "post author", "by author",
    "byline", "author(s)", "authors", "author", "contributors", "contributor", "words", "by",
    "autorin/autor", "ein artikel von", "ein gastbeitrag von", "ein kommentar von", "eine analyse von",
    "ein bericht von", "ein interview von", "interview von", "kommentar von", "gastbeitrag von", "geschrieben von",
    "verfasst von", "artikel von", "text von", "bericht von", "analyse von", "autoren", "autorin", "autor", "text",
    "von",
    "propos recueillis par", "un article de", "article de", "écrit par", "publié par", "rédigé par", "posté par",
    "auteurs", "auteur", "par",
    "escrito por", "publicado por", "redactado por", "autora", "autores", "texto de", "por",
    "scritto da", "pubblicato da", "a cura di", "articolo di", "autore", "da", "di",
    "door onze redacteur", "geschreven door", "redactie", "door", "skrivet av", "skrevet av", "skrevet af",
    "tekst av",
    "tekst", "foto og tekst", "journalist", "av", "af", "forfatter", "författare", "kirjoittaja", "toimittaja",
    "napisał", "napisała", "opracował", "opracowała", "autorzy", "napsal", "napsala", "autoři", "autorem", "szerző",
    "írta", "yazar", "yazan", "haber", "autorius", "autors", "skribent", "publicat de", "scris de", "de către",
    "автор", "авторы", "текст", "підготував", "συντάκτης", "γράφει", "ο", "από", "του",
    "oleh", "penulis", "tác giả", "ditulis oleh", "isinulat ni", "ni",
    "文", "文／",
    "记者", "記者", "作者", "撰文", "執筆", "글", "作成者", "بقلم", "كتب", "كتبت", "نویسنده", "מאת", "लेखक",
)  # fmt: skip

AND_WORDS = ("and", "und", "et", "og", "och", "ve", "dan", "với", "và", "и", "та", "και", "és", "și", "with", "mit",
             "avec", "con", "sowie")  # fmt: skip
SHORT_AND_WORDS = ("e", "y", "i", "a", "en", "ja")
"""These also stand inside names and titles."""

# Agencies and desks are a byline only when nobody is named.
AGENCIES = frozenset((
    "reuters", "afp", "ap", "dpa", "associated press", "the associated press", "agence france-presse", "ani", "pti",
    "ians", "tass", "xinhua", "efe", "ansa", "apa", "sda", "keystone-sda", "kna", "epd", "sid", "ritzau", "ntb", "tt",
    "stt", "čtk", "ctk", "pap", "anp", "belga", "lusa", "europa press", "bloomberg", "upi", "kyodo", "yonhap", "aap",
    "cp", "the canadian press", "canadian press", "pa media", "press association", "dpa-afx", "anadolu agency", "aa",
    "dha", "iha", "adnkronos", "agi", "interfax", "ukrinform", "unian", "mti", "hina", "tanjug", "cna", "bernama",
    "antara", "getty images", "newswire", "pr newswire", "business wire", "globenewswire", "cnn wire", "wire",
    "news agencies", "agencies", "agenturen", "agences", "agencias", "agenzie", "wires", "agenzia", "staff",
))  # fmt: skip

# A name is never one of these; compared whole and lower case.
NOT_NAMES = frozenset((
    "admin", "administrator", "webmaster", "wordpress", "root", "user", "guest", "anonymous", "unknown", "none",
    "null",
    "undefined", "n/a", "na", "test", "author", "authors", "byline", "by", "home", "about", "about us",
    "about the author",
    "about author", "contact", "contact us", "share", "share this", "follow", "follow us", "subscribe", "login",
    "log in",
    "sign in", "sign up", "menu", "search", "more", "read more", "view all", "view profile", "see all", "comments",
    "comment", "facebook", "twitter", "instagram", "linkedin", "email", "youtube", "whatsapp", "pinterest", "print",
    "all posts", "view all posts", "view posts", "more posts", "bio", "biography", "profile", "website", "default",
    "the author", "meet the author", "expert", "news", "blog", "press release", "published", "updated", "posted",
    "date",
    "follow author", "show more", "learn more", "see more", "view bio", "full bio", "read bio", "more articles",
    "author archive", "authors archive", "all articles", "our team", "us", "you", "me", "wp", "siteadmin",
    "site admin",
    "super admin", "superadmin", "web admin", "webadmin", "redaktor", "autor", "autoren", "alle artikel", "mehr",
    "foto", "photo", "image", "images", "object object", "[object object]", "array", "false", "true", "blog admin",
    "dev", "developer", "marketing", "seo", "edit", "content", "reply", "like", "save", "copy link", "link",
    "advertisement",
    "verified", "top contributor", "contributor", "moderator", "member", "new member", "op", "original poster",
    "icon",
    "avatar", "picture", "skip to content", "opens in new window", "opens in a new window", "fact checked",
    "reviewed by",
    "medically reviewed by", "written by", "edited by", "updated by", "photo by", "credit", "team", "x",
))  # fmt: skip

# Words that no personal name holds; a visible line with one of them is no byline.
PLAIN_WORDS = frozenset((
    "the", "of", "for", "with", "to", "in", "on", "at", "is", "are", "was", "this", "that", "your", "our", "you",
    "we",
    "how", "what", "why", "when", "where", "who", "not", "from", "about", "more", "read", "click", "here", "all",
    "posts",
    "articles", "article", "news", "view", "share", "comments", "comment", "min", "minute", "minutes", "mins", "ago",
    "hours", "days", "published", "updated", "posted", "last", "subscribe", "newsletter", "photo", "image",
    "courtesy",
    "rights", "reserved", "privacy", "policy", "terms", "using", "continuing", "clicking", "signing", "submitting",
    "sort", "filter", "price", "brand", "default", "email", "phone", "powered", "designed", "developed", "sponsored",
    "der", "die", "das", "ist", "mit", "für", "auf", "und", "nicht", "les", "des", "pour", "dans", "sur", "los",
    "las",
    "para", "una", "che", "per", "non", "het", "een", "voor", "niet", "som", "til", "med", "det", "följ", "nach",
    "agree", "accept",
    "following", "category", "tag", "related", "latest", "popular", "top", "best", "new", "free", "get", "shop",
))  # fmt: skip

# What headings, menus and companies are called, and people are not: a line with one of them is no name, however it is
# capitalised. Few of them are surnames, and those of few people.
THING_WORDS = frozenset(
    """
    facebook twitter youtube linkedin medium instagram pinterest download zip pdf
    abo academy account accueil actualités advanced agencies agency analytics anzeige app appeal application apply
    apps archive archives area artikel asked association authorized automatic bank basic basics beginner beginners
    bilder blog blogs books breaking business care careers cart catalog categories category center centre checkout
    climate clinic cloud code coding collection collections college committee community companies company compartir
    conclusion condividi contact contenido content contents cookie cookies copy copyright corp corporation council
    course courses cronaca cultura culture daily data deal dealer deals delen dental deportes design desk desks
    details development digital discussion docs documentation economia economy economía edition education ekonomi
    energy engineering entertainment environment event events example examples experts faq faqs feature featured
    features few film finance financial finder fitness flight food forum forums foundation frequently gallery game
    games gaming garden gardening general gesellschaft gift gifts gmbh group guide guidelines guides güncelleme
    gündem haber haberler health healthcare help home homepage hospital house human hören ideas images inc index
    indice industry info information inhalt inhoud inicio insight insights install institute insurance international
    internet introduction issue issues jobs journal key kitchen kultur law learn learning leben left legal libraries
    library lifestyle limited live llc local login lokales ltd magazine management market marketing markets media
    meinung member members mobile money movies mundo music nachrichten national nature network newsletter newspaper
    nieuws noticias notizie now official online only open opinion opinión overview panorama partager parts patient
    pay photo photos physical picture pictures plan planning plans plant plants platform platforms podcast podcasts
    politica politics politik política portal post power press pricing privacy product products program programs
    project projects question questions quote ratgeber recipe recipes recruitment reference region register reise
    release releases report reports request research resource resources review reviews risk sale sales salud salute
    santé school science search security series service services shoes shop shopping sign social sociedad society
    société software solution solutions sommaire son spor sport sports staff startseite store stories story
    strategies strategy studio studios subject summary support system systems table tags takeaway takeaways team times
    tribune gazette anzeiger zeitung getting started
    tech technology teilen thema themen thread threads times tips today tool tools topic topics trail training
    travel trend trends trial tutorial tutorials understanding universal university update updates vacation version
    video videos vidéos watches weather web webinar webinars website weekly wellness wirtschaft wissen world yaşam
    économie
    """.split()  # noqa: SIM905
)

# Small words inside names.
PARTICLES = frozenset((
    "de", "da", "do", "dos", "das", "del", "della", "delle", "dello", "di", "du", "d", "la", "le", "el", "al", "bin",
    "ibn", "ben", "bint", "van", "von", "der", "den", "ten", "ter", "te", "zu", "zum", "zur", "af", "av", "y", "e",
    "i", "st", "of", "'t", "t", "san", "los", "las", "dalla", "degli", "abu", "ter", "vom", "op", "het", "in", "und",
))  # fmt: skip

# Particles that open a newspaper's or a place's name rather than a person's: "Le Monde", "San Marino", "Ten Years".
NO_GIVEN_NAMES = frozenset((
    "de", "den", "la", "le", "el", "st", "san", "t", "'t", "ten", "te", "zu", "zum", "zur", "vom", "op", "av", "af",
    "della", "delle", "dello", "dalla", "degli",
))  # fmt: skip

# What stands beside the digits of a date, a time or a reading time, months apart.
_TIME_WORDS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "published updated posted modified last first on at a p m am pm st nd rd th er h t z gmt utc et est edt pt pst pdt "
    "bst cet cest min mins minute minutes minuten minuto minutos minuti sec second seconds hour hours hr hrs day days "
    "week weeks month months year years ago read reading time lesezeit uhr um stand veröffentlicht aktualisiert vor "
    "publié mis à jour le de del d di lecture lectura lettura leitura publicado actualizado pubblicato aggiornato il "
    "el las ore leestijd om of the"
)
TIME_WORDS = frozenset(_TIME_WORDS.split())

# A part of a byline that says what somebody is, or where.
JOB_WORDS = re.compile(
    r"(?i)\b(?:writer|reporter|editor|editorial|correspondent|correspondant\w*|correspondante?|journalist\w*|"
    r"columnist|producer|contributor|contributing|freelance\w*|photographer|photojournalist|analyst|director|manager|"
    r"ceo|cto|founder|co-founder|president|professor|lecturer|fellow|researcher|specialist|consultant|expert|blogger|"
    r"strategist|attorney|lawyer|intern|staff|senior|executive|chief|vice|head of|team lead|engineer|developer|"
    r"advocate|redakteur\w*|redaktion\w*|redacteur|redactie|rédacteur|rédactrice|redattore|redattrice|redacci[óo]n|"
    r"korrespondent\w*|journaliste|periodista|giornalista|volont[äa]r\w*|chefredakt\w+|ressort\w*|reporterin|"
    r"corresponsal|enviad[oa] especial|envoyée? spéciale?|inviat[oa]|corrispondente|toimittaja|reportér\w*|redaktor\w*|"
    r"muhabir\w*|корреспондент\w*|журналист\w*|редактор\w*|обозреватель)\b|記者|记者|기자|特派员|特派員|編集委員|編集部"
)

SUFFIXES = re.compile(
    r"(?i)[,\s]+(?:m\.?\s?d|ph\.?\s?d|r\.?d\.?n?|rn|r\.n|do|dds|dmd|dvm|vmd|mba|m\.?s|ms|msc|m\.?a|ma|b\.?a|bsc|b\.?s|mph|esq|"
    r"cpa|cfp®?|cfa|facs|faap|facp|dacvb|lvt|lcsw|lmft|psy\.?d|ed\.?d|j\.?d|cscs|cpt|np|pa-c|pharm\.?d|jr|sr|ldn|cde|"
    r"cissp|pmp|frcs|faad|bvsc|mrcvs|ma, ?lpc|lpc|cdces|cdn|msn|aprn|fnp(?:-bc)?|lmhc|"
    r"cfp\u00ae|cpc|shrm-cp|facog|crpc™?|chfc®?|clu®?)\.?(?=$|[,\s])"
)

# Abbreviations that are words of other languages: months only where a day and a year stand beside them.
_SHORT_MONTHS = {
    1: "jän sty oca ian",
    2: "lut şub",
    3: "mär mrz mrt mac",
    4: "kwi nis",
    6: "cze haz iun",
    7: "lip tem iul",
    8: "sie ağu",
    9: "wrz eyl",
    10: "paź eki",
    11: "lis kas",
    12: "gru ara",
}

MONTHS = LONG_MONTHS | {name: month for month, names in _SHORT_MONTHS.items() for name in names.split()}
"""Month name or abbreviation, lower case → number. No word means two months in two of these languages but
`listopada`, October in Croatian and November in Polish; the Polish reading, of the larger press, stands."""

WEEKDAYS = re.compile(
    r"(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*|"
    r"^(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|"
    r"venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b[.,]?\s*"
)

MODIFIED_WORDS = re.compile(
    r"(?i)updated|modified|edited|aktualisier|stand\b|mis à jour|mise à jour|actualizad|aggiorna|atualizad|bijgewerkt|"
    r"uppdatera|opdatere|oppdater|päivitetty|aktualizac|aktualiz|обновлен|оновлено|güncelle|frissít|更新|수정|עודכן|تحديث"
)
PUBLISHED_WORDS = re.compile(
    r"(?i)publish|posted|started by|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|publicerad|"
    r"publisert|julkaistu|opublikowan|publikov|опубликован|опубліковано|yayın|közzé|发布|發布|公開|입력|등록|פורסם|نشر|掲載"
)
