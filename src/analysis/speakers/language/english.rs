//! English words by class.
//!
//! Verbs of saying: the reporting verbs of R. Quirk et al., A Comprehensive Grammar of the English
//! Language (1985), 14.28 ff. and 16.31, the "verbs of communication" of B. Levin, English Verb Classes and
//! Alternations (1993), 37, and what counting cues in annotated campaign news added ("tweeted").

use crate::analysis::speakers::lexicon::{Class, Row};

/// All rows.
pub(super) const ROWS: &[Row] = &[
    (
        Class::SAY,
        "said says told tells wrote writes added adds stated states continued continues asked asks tweeted tweets retweeted replied replies responded responds noted notes explained explains argued argues concluded concludes recalled recalls declared declares acknowledged acknowledges suggested suggests warned warns reported reports insisted insists remarked remarks answered answers commented comments observed observes claimed claims admitted admits conceded concedes complained complains joked jokes quipped quips exclaimed exclaims announced announces proclaimed proclaims asserted asserts alleged alleges confessed confesses confirmed confirms contended contends countered counters lamented laments mused muses predicted predicts promised promises quoted recounted recounts reiterated reiterates repeated repeats retorted retorts revealed reveals shouted shouts yelled yells whispered whispers urged urges vowed vows demanded demands cautioned cautions posted posts texted emailed opined opines thundered bellowed boasted boasts boomed chanted chants cried cries deadpanned elaborated fumed fumes grumbled gushed interjected interrupted joked muttered muses offered pleaded pledged pledges protested queried quipped reasoned reflected remembered remembers scoffed scoffs screamed screams snapped sighed sneered speculated stressed stresses emphasized emphasizes emphasised emphasises summed surmised taunted testified thought vented ventured volunteered wondered wonders blogged tells echoed echoes ranted railed hinted hints maintained maintains believes believed thinks read reads intoned implored enthused chided chimed beamed barked bragged bemoaned apologized apologised assured assures advised advises affirmed affirms clarified clarifies confided decreed denied disclosed estimated feared figured hollered hypothesized informed inquired instructed jabbed jeered mentioned mentions murmured narrated noticed objected ordered preached prodded professed pronounced proposed proposes questioned questions recommended recommends recited rejoiced related relayed remonstrated reminded reminds rued ruled signed specified spoke speaks stipulated stormed swore teased theorized theorised tutted uttered wailed whined wisecracked shared shares captioned marveled marvelled growled hissed moaned reacted reckons reckoned conveyed swears told quotes goes exhorted exhorts cracked snarked drawled blurted stammered chuckled laughed smiled grinned nodded shrugged sobbed croaked mumbled enthused agrees agreed riffed raved rejoined prayed cheered pressed enthuses lashed tutted sums concurs concurred",
    ),
    (
        Class::TO_SAY,
        "say tell write add state ask tweet reply respond note explain argue conclude recall declare acknowledge suggest warn report insist remark answer comment observe claim admit concede complain joke announce proclaim assert allege confirm contend counter predict promise repeat reveal shout yell urge vow demand caution think believe emphasize stress chant",
    ),
    (
        Class::SAYING,
        "saying telling adding writing stating continuing asking tweeting replying responding noting explaining arguing concluding recalling declaring acknowledging suggesting warning reporting insisting remarking answering commenting observing claiming admitting conceding complaining joking quipping exclaiming announcing proclaiming asserting alleging confessing confirming contending countering lamenting musing predicting promising quoting recounting reiterating repeating retorting revealing shouting yelling whispering urging vowing demanding cautioning posting emphasizing emphasising stressing boasting chanting crying pledging protesting reminding assuring informing chiding citing shrugging exhorting sounding",
    ),
    (
        Class::NAME,
        "identified identifies assailed assails championed hammered hammers called calls call described describes describe dubbed labeled labelled labels accused accuses accuse blasted blasts blamed blames blame branded criticized criticised criticizes criticises praised praises mocked mocks denounced denounces derided derides dismissed dismisses slammed slams hailed hails likened compared compares characterized characterizes characterised portrayed portrays condemned condemns rejected rejects deemed considers considered expressed expresses voiced touted touts welcomed thanked defended defends attacked attacks ridiculed ridicules referred refers refer cited cites pointed points charged charges decried decries pressed appealed invited termed deplored rebuked scolded ripped lauded celebrated credited promoted signaled signalled indicated indicates implied implies issued released delivered gave gives talked talks focused focuses framed deems wants wanted hopes hoped expects expected refused refuses threatened threatens agreed agrees pushed noted lambasted castigated skewered belittled disputed challenged deny denies dubs wished concern used uses finds found feels felt saw sees knows shows showed sought promises pronounced titled",
    ),
    (
        Class::NAMING,
        "calling describing dubbing labeling labelling accusing blasting blaming branding criticizing criticising praising mocking denouncing deriding dismissing slamming hailing likening comparing characterizing portraying condemning rejecting deeming expressing voicing touting welcoming thanking defending attacking ridiculing referring pointing charging decrying expecting hoping refusing threatening agreeing pushing lambasting terming branding wishing using seeking signaling",
    ),
    (
        Class::WORDS,
        "statement statements tweet tweets claim claims comment comments remark remarks speech interview email e-mail letter memo post message messages announcement argument assertion allegation allegations accusation quote quotes question answer response reply words warning vow promise pledge refrain slogan chant note report testimony op-ed column editorial article essay headline transcript tweetstorm caption testimony excerpt complaint suggestion description",
    ),
    (
        Class::HOLD,
        "referenced references coined coins projected projects heralded heralds rated envisioned envisions recognized recognizes determined determines favors favored opposed opposes embraced embraces pitched pitches outlined outlines detailed details listed lists cast casts painted paints likes liked loves loved hates hated worries worried admires admired rebuffed repudiated disavowed disavows disavowing panned knocked knocks pummeled lampooned invoked invokes hyped lobbied mourned landed lodged penned sees viewed views regarded regards interpreted interprets judged evoked evokes mimicked parodied recited uttered chose imagined imagines jabbed teed suggested considers considered finds found feels felt saw sees knows shows showed sought wants wanted hopes hoped expects expected refused refuses threatened threatens agreed agrees uses used wished titled gave gives talked talks focused focuses issued issues released releases delivered promoted signaled signalled indicated indicates implied implies framed deems figured feared noticed",
    ),
    (
        Class::PHRASAL,
        "went goes shot shoots fired fires put puts hit hits pushed pushes chimed chimes weighed weighs",
    ),
    (
        Class::NAMES,
        "called titled dubbed labeled labelled billed named entitled termed branded so-called known nicknamed headlined pronounced spelled",
    ),
    (
        Class::NOUN,
        "states reports claims comments answers questions posts quotes reads notes promises demands orders charges moves shares offers reminds cries shouts screams stresses attacks blames praises mentions estimates remarks fears needs",
    ),
    (Class::BE, "is are was were be been being am"),
    (
        Class::AUXILIARY,
        "is are was were be been being am has have had having do does did will would shall should can could may might must not n't cannot won't wouldn't can't couldn't didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't has'nt ain't 's 'd 've 'll",
    ),
    (
        Class::ADVERB,
        "there here also later then recently repeatedly again once often earlier just now still even quickly only ever never always already soon instead himself herself themselves itself first previously once sometimes first further actually really simply publicly reportedly famously more both all went on too almost once today yesterday tomorrow afterward afterwards meanwhile however therefore thus perhaps maybe indeed so quite very rather yet else back first twice long sarcastically once ago",
    ),
    (
        Class::PRONOUN,
        "he she they it i we you who one someone somebody everyone everybody nobody another others many some several both most few neither",
    ),
    (Class::HE, "he him his himself"),
    (Class::SHE, "she her hers herself"),
    (
        Class::DETERMINER,
        "the a an this that these those his her its their our my your some many one two three four five six seven eight nine ten several another other each every both few all any no most half dozens hundreds thousands more",
    ),
    (
        Class::PREPOSITION,
        "of for at in from with to on by about into over under after before during against between among through without within across near since until upon via like as toward towards amid around behind beyond despite off out per than beside besides outside inside throughout along up down regarding including versus",
    ),
    (Class::CONJUNCTION, "and or but nor & yet"),
    (Class::RELATIVE, "who which that whom whose"),
    (
        Class::SUBORDINATOR,
        "when while as after before because if although though since until unless where whether once why how what whenever asked whereas",
    ),
    (
        Class::TITLE,
        "mr mrs ms miss dr prof professor sen senator rep representative gov governor president vice secretary sir lord lady judge justice gen general col colonel sgt sergeant lt lieutenant capt captain rev reverend king queen prince princess pope chancellor mayor sheriff prime minister first ambassador congressman congresswoman chief officer detective deputy attorney st father sister brother dame baroness baron madame monsieur mme herr frau señor señora sr sra don doña md",
    ),
    (
        Class::ABBREVIATION,
        "mr mrs ms dr prof sen rep gov gen col sgt lt capt rev st jr sr vs no inc corp co ltd dept jan feb mar apr jun jul aug sept sep oct nov dec mt ft fig al etc e.g i.e u.s u.k u.n a.m p.m d.c reps sens govs hon ave blvd cmdr adm maj pvt ph.d m.d b.a calif fla tex mass mich ill pa va wash ariz colo conn ga ind ky la md minn miss mo neb nev okla ore tenn wis",
    ),
    (
        Class::MALE,
        "mr sir lord king prince pope father brother congressman baron monsieur herr señor don",
    ),
    (
        Class::FEMALE,
        "mrs ms miss lady queen princess sister congresswoman dame baroness madame mme frau señora doña",
    ),
    (
        Class::ROLE,
        "people spokesman spokeswoman spokesperson official officials aide aides adviser advisers advisor strategist pollster analyst analysts expert experts professor director manager leader chairman chairwoman chair president senator congressman congresswoman representative minister secretary governor mayor judge lawyer lawyers attorney lawmaker lawmakers officer officers police commissioner superintendent chief head founder co-founder owner editor reporter journalist author writer critic critics supporter supporters voter voters resident residents witness witnesses neighbor neighbour teacher student students doctor doctors nurse scientist scientists researcher researchers economist economists historian coach captain manager player actor actress singer director candidate nominee delegate delegates activist activists organizer source sources ministry department agency government administration campaign committee group organization organisation company firm union court council board statement report spokesmen farmer worker workers mother father son daughter brother sister wife husband woman man girl boy people person patient user ambassador diplomat general commander soldier soldiers veteran pastor priest bishop host anchor moderator correspondent columnist commentator consultant executive ceo investigators prosecutors prosecutor authorities operative insider donor trainer star engineer architect psychologist sociologist biologist physicist chemist astronomer geologist climatologist epidemiologist psychiatrist surgeon midwife pharmacist dentist vet farmer fisherman builder driver pilot chef baker barber clerk cashier shopkeeper trader broker banker investor accountant auditor librarian curator musician composer conductor drummer guitarist rapper poet novelist playwright filmmaker producer photographer designer developer programmer entrepreneur philanthropist adviser consultant lobbyist campaigner protester demonstrator volunteer organiser negotiator envoy secretary-general undersecretary councillor councilman councilwoman councilor alderman legislator parliamentarian mp mep premier chancellor treasurer comptroller ombudsman regulator inspector investigator detective sergeant constable sheriff firefighter paramedic lieutenant colonel admiral commander vice-president co-author co-director co-chair vice-chair principal headteacher dean rector provost lecturer tutor scholar fellow academic theologian rabbi imam monk nun bishop archbishop cardinal minister chaplain defender striker midfielder goalkeeper quarterback pitcher captain skipper referee swimmer runner cyclist champion winner graduate pensioner retiree homeowner landlord tenant customer shopper passenger commuter tourist visitor migrant refugee survivor victim relative friend neighbor colleague partner boyfriend girlfriend fiancé fiancée cousin uncle aunt nephew niece grandfather grandmother grandson granddaughter",
    ),
    (
        Class::TIME,
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today yesterday tomorrow morning afternoon evening night week month year weekend day spring summer fall autumn winter noon midnight tonight hour hours minutes days weeks months years earlier later last next ago",
    ),
    (Class::ACCORDING, "according"),
    (
        Class::VERB,
        "went came got made took put began begun won lost ran met left held kept became let seemed seems turned appeared started moved looked tried visited happened voted brought bought sat stood walked entered attended joined endorsed supports supported launched plans planned needs need make makes take takes get gets go come know knew see want run runs keep keeps help helped led leads believe",
    ),
    (
        Class::PARTICLE,
        "de van von der den bin al el la le del da dos di du ibn ten ter mc st san",
    ),
];
