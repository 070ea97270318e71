//! Spanish, French, Portuguese and Italian words by class, in the form of the English table.
//!
//! Verbs: Nueva gramática de la lengua española (2009), 43.9 "verbos de lengua"; M. Grevisse, Le bon
//! usage, § 416 "propositions incises"; and the same words in Portuguese and Italian.

use crate::analysis::speakers::lexicon::{Class, Row};

/// Spanish.
pub(super) const SPANISH: &[Row] = &[
    (
        Class::SAY,
        "dijo dice dijeron dicen afirmó afirma señaló señala aseguró asegura explicó explica agregó agrega añadió añade declaró declara indicó indica sostuvo sostiene manifestó manifiesta expresó expresa apuntó apunta subrayó subraya destacó destaca advirtió advierte comentó comenta contó cuenta preguntó pregunta respondió responde contestó contesta insistió insiste reconoció reconoce admitió admite denunció denuncia anunció anuncia escribió escribe recordó recuerda lamentó lamenta concluyó concluye reiteró reitera precisó precisa puntualizó detalló aclaró aclara argumentó alegó expuso exclamó gritó replicó pidió pide relató relata informó informa confirmó confirma opinó opina consideró considera prometió exigió ha sentenció zanjó resaltó recalcó tuiteó publicó",
    ),
    (
        Class::SAYING,
        "diciendo afirmando señalando asegurando explicando agregando añadiendo declarando indicando subrayando destacando advirtiendo preguntando insistiendo recordando concluyendo",
    ),
    (
        Class::NAME,
        "llamó llama calificó califica tildó tachó describió describe acusó acusa criticó critica definió",
    ),
    (
        Class::NAMING,
        "llamando calificando tildando tachando describiendo acusando criticando",
    ),
    (
        Class::WORDS,
        "comunicado declaración declaraciones mensaje tuit carta entrevista discurso palabras",
    ),
    (
        Class::AUXILIARY,
        "ha han había habían es son era fue ser sido está no se le les lo la nos me",
    ),
    (
        Class::ADVERB,
        "también además luego después entonces ayer hoy más ya así todavía",
    ),
    (
        Class::PRONOUN,
        "él ella ellos ellas yo nosotros usted ustedes quien",
    ),
    (Class::HE, "él"),
    (Class::SHE, "ella"),
    (
        Class::DETERMINER,
        "el la los las un una unos unas este esta estos estas su sus otro otra varios muchos algunos",
    ),
    (
        Class::PREPOSITION,
        "de del a al en por para con sin sobre entre desde hasta contra durante ante tras",
    ),
    (Class::CONJUNCTION, "y e o u pero ni"),
    (Class::RELATIVE, "que quien cual cuyo cuya"),
    (
        Class::SUBORDINATOR,
        "cuando mientras porque si aunque donde como",
    ),
    (
        Class::TITLE,
        "señor señora sr sra don doña dr dra presidente presidenta ministro ministra",
    ),
    (Class::ABBREVIATION, "sr sra dr dra ee.uu lic ing"),
    (
        Class::ROLE,
        "portavoz presidente presidenta ministro ministra alcalde alcaldesa director directora experto experta analista funcionario senador senadora gobierno ministerio policía fuentes abogado abogada",
    ),
    (Class::ACCORDING, "según"),
    (
        Class::TIME,
        "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
];

/// French. An inverted pronoun is tied to its verb by a hyphen (« dit-il ») and listed with it.
pub(super) const FRENCH: &[Row] = &[
    (
        Class::SAY,
        "dit disent affirme affirmé explique expliqué déclare déclaré ajoute ajouté précise précisé indique indiqué souligne souligné estime estimé assure assuré raconte raconté répond répondu écrit confie confié lance lancé insiste insisté rappelle rappelé poursuit poursuivi conclut conclu regrette reconnaît reconnu demande demandé martèle annonce annoncé note noté constate commente commenté prévient témoigne soutient juge s'exclame s'inquiète avance résume tweeté lâche lâché soupire soupiré sourit souffle soufflé glisse glissé ironise ironisé tranche tranché plaisante plaisanté renchérit grince",
    ),
    (
        Class::SAYING,
        "disant affirmant expliquant déclarant ajoutant précisant indiquant soulignant estimant assurant rappelant",
    ),
    (
        Class::NAME,
        "appelle appelé qualifie qualifié décrit accuse accusé dénonce dénoncé critique critiqué évoque évoqué",
    ),
    (
        Class::NAMING,
        "appelant qualifiant décrivant accusant dénonçant",
    ),
    (
        Class::WORDS,
        "communiqué déclaration tweet message lettre entretien discours mots",
    ),
    (
        Class::AUXILIARY,
        "a ont avait avaient est sont était ne pas se s' l' lui leur nous me m'",
    ),
    (
        Class::ADVERB,
        "aussi également encore ensuite puis hier ainsi toujours alors déjà",
    ),
    (Class::PRONOUN, "il elle ils elles je on nous"),
    (Class::HE, "il lui"),
    (Class::SHE, "elle"),
    (
        Class::DETERMINER,
        "le la les un une des l' ce cet cette ces son sa ses leur leurs plusieurs certains",
    ),
    (
        Class::PREPOSITION,
        "de du d' à au aux en dans par pour avec sans sur sous entre depuis contre pendant chez après avant",
    ),
    (Class::CONJUNCTION, "et ou mais ni"),
    (Class::RELATIVE, "qui que dont lequel laquelle"),
    (
        Class::SUBORDINATOR,
        "quand lorsque comme si parce alors où tandis",
    ),
    (Class::TITLE, "m mme mlle dr président présidente ministre"),
    (Class::ABBREVIATION, "m mme mlle dr"),
    (Class::MALE, "m"),
    (Class::FEMALE, "mme mlle"),
    (
        Class::ROLE,
        "porte-parole président présidente ministre maire directeur directrice expert experte analyste sénateur sénatrice gouvernement ministère police avocat avocate source sources",
    ),
    (Class::ACCORDING, "selon d'après"),
    (
        Class::TIME,
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
];

/// Portuguese.
pub(super) const PORTUGUESE: &[Row] = &[
    (
        Class::SAY,
        "disse diz disseram afirmou afirma explicou explica acrescentou acrescenta declarou declara destacou destaca contou conta ressaltou avaliou escreveu perguntou respondeu sublinhou garantiu lembrou considerou concluiu completou comentou atirou rematou ironizou frisou salientou referiu realçou reconheceu admitiu alertou defendeu insistiu confessou desabafou exclamou prometeu revelou anunciou confirmou pediu",
    ),
    (Class::NAME, "chamou classificou descreveu acusou criticou"),
    (Class::AUXILIARY, "é foi era está tem há não se lhe"),
    (Class::ADVERB, "também ainda depois já hoje ontem"),
    (Class::PRONOUN, "ele ela eles elas eu nós"),
    (Class::HE, "ele"),
    (Class::SHE, "ela"),
    (Class::DETERMINER, "o a os as um uma seu sua este esta"),
    (
        Class::PREPOSITION,
        "de do da dos das em no na nos nas por para com sem sobre entre à ao",
    ),
    (Class::CONJUNCTION, "e ou mas"),
    (Class::RELATIVE, "que quem cujo"),
    (Class::SUBORDINATOR, "quando enquanto porque se embora"),
    (Class::ACCORDING, "segundo conforme"),
];

/// Italian.
pub(super) const ITALIAN: &[Row] = &[
    (
        Class::SAY,
        "detto dice ha afferma affermato spiega spiegato aggiunge aggiunto dichiara dichiarato sottolinea sottolineato racconta raccontato scrive scritto risponde risposto conclude concluso osserva commenta commentato ricorda ricordato precisa precisato sostiene",
    ),
    (
        Class::NAME,
        "definito definisce chiamato accusato criticato",
    ),
    (Class::AUXILIARY, "è sono era ha hanno aveva non si gli le"),
    (Class::ADVERB, "anche ancora poi ieri oggi così"),
    (Class::PRONOUN, "lui lei loro egli ella io noi"),
    (Class::HE, "lui egli"),
    (Class::SHE, "lei ella"),
    (
        Class::DETERMINER,
        "il lo la i gli le un uno una l' suo sua questo questa",
    ),
    (
        Class::PREPOSITION,
        "di del della dei a al alla in nel nella da dal con su sul per tra fra",
    ),
    (Class::CONJUNCTION, "e ed o ma"),
    (Class::RELATIVE, "che chi cui"),
    (Class::SUBORDINATOR, "quando mentre perché se"),
    (Class::ACCORDING, "secondo"),
];
