"""Words that are names of some people and of most things: in small letters they are meant as words."""

from __future__ import annotations

ORDINARY = frozenset(
    """
    able about above academy adult adverse advocate advocates after agency american angel anger answer answered
    answers apartments appeal appeals april asked asks assign associates attorney attorneys august authority auto
    autumn baker ball bank banks barber bark bars base bass battle beach bean bear beard before bell bells belt bend
    berry best bill bird bishop black blank block blue board body bolt bond book books booth born bowl boys branch
    brand brass brave bread bride bridge bright broad brook brooks brother brown buck build building bull bureau burn
    burns bush butcher butler call calls camp candy cane care carpenter carry cart carter case cash castle catering
    center centre chair champion chance chapel chapman charity chase check cherry child children christian christmas
    church city claim claims clay clean cleaning clear clerk client clients cliff clinic close closed closes coat
    collar college comfort company concern cook cool copper cord corn corner costs cotton council counsel counsellor
    counselor country county court cove craft crane credit cross crow crown crystal curry curtain custody dale dance
    dark date dates dawn days dean dear deed deeds defender delay delivery dental department dept desk destiny diamond
    divine division doctor done door draft draw drew drive dust duty each earl early earth east eden elder elementary
    email english even evening ever fair faith fall family farm farmer favor fear field fields file finance fine first
    fish fisher flag flint flood flower flowers foods ford foreman forest forth foster found foundation fountain frank
    free freedom freeman french friend from front frost fuller fund game garage garden gardener gentle gentry gift
    ginger glass glory goes gold golden good grace grand grant grass graves gray great green grey grove guide hair
    hall hand hands hard hardy harmony harp harvest haven hawk head health hearing heart heath heaven held help here
    hero high hill hills holder holiday hollow holly home homes honor hook hope hopes horn hospital hotel house
    household housing human hunt hunter husband industry institute insurance into irish iron island jack jade jewel
    joiner jolly judge july june junior just justice keen keep keeper keeps kept keys kind king kings kitchen knight
    know labor lace lady lake lamb lance land landlord lane large lark last late later lawn laws lawyer leader leaf
    league lean legal letter letters level liberty library light lily line list little live loan lock lodge logistics
    long lord love loving lower luck lucky main major male management manager many marble march marine mark market
    marks marsh marshal marshall martial mason master matter matters mayor meadow mean medical mercy merit merry
    message messages messenger mild mile miles mill miller mills mind mine mister money month moody moon moral more
    morning moss most mother motors mount mountain museum music must name names national near neat need needs never
    newman news next nice night noble noon north note notes number numbers oaks ocean offer office olive only onto
    open opposing order orthopedic other ours over page pages pain paint painter palm paper parent park parks parole
    part parties partners parts party past pastor patience patient payment peace peach peak pearl penny people pepper
    perch perfect person pharmacy phone piece pine pink pitch place plain plan plant plaza pleasant plumber point
    police pond pool poor pope porter post potter pound power powers precious present press price pride priest prince
    print process program promise promises proper properties property prospect public purple queen question questions
    queue quick quiet rain rainbow raven read reader reading reads realty record recording records recovery reed rent
    rental rentals repair repairs report reported request residential rest restaurant rich ride ring rise river rivers
    road robin rock roofing rose round ruby rule rush sage said sailor saint sale sales salon sand sands savage says
    school seal search season second security senior serene serve server servers service services shade sharp shell
    shelter shepherd sheriff shield ship shop shore short show shown shows side sign silver simple singer sister site
    slow small smart snoozed snow social soft solid some song south spark sparks spear speed spring square staff star
    stark stars state station steel steep step stern still stock stone stones store storefront storm story strange
    street strong stronger studio style summer summers summit sunny superior support sure sweet sword tailor talent
    tall task tasks teacher temple tenant term test text than thank that theater theatre their theirs them then
    therapy there they this thorn those tiger tile time times today tomorrow tower town towns trace track trade
    transport travel treasure tree trees trucking true trust turn turner twist under union unit united unity
    university upper urban vale valley very victor victory video view village violet virtue voice voicemail wages wait
    waiting wake walk walker wall walls ward warden warehouse warm warning wash water waters wealth weaver week weeks
    well wells west what wheel when where whether which while white whole whom whose wife wild will wind window winds
    wing winner winter winters wise wish with without witness wolf wonder wood woods word words work worker workers
    works world worth would write writer writes written wrote yard year years yellow young your yours youth
    """.split()  # noqa: SIM905 - to be read, not one on a line
)
