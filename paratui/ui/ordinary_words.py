"""Words that are names of some people and of most things: in small letters they are meant as words."""

from __future__ import annotations

ORDINARY = frozenset(
    """
    able about above academy account accounts across added address adult adverse advocate advocates after again agency
    agent agents ahead allow allowed almost alone along already also always american amount angel anger another answer
    answered answers anybody anything apartments appeal appeals april area areas arrow asked asks assign associates
    attempt attorney attorneys august authority auto autumn away back background backup bail baker ball bank banks
    barber bare bark bars base bass battle beach bean bear beard because become been before began begin begins behind
    being bell bells belong below belt bend berry best better between beyond bill bird birth birthday bishop black
    blank blind block blood blue board body bolt bond book books booth born both bound bowl boys branch brand brass
    brave bread break bride bridge brief bright bring brings broad brook brooks brother brown buck build building bull
    bureau burn burns bush business butcher butler call calls came camera camp cancel candy cane cannot capital
    capitals card cards care carpenter carry cart carter case cash castle catering caught cell cells center central
    centre certain chain chair champion chance change changed changes channel chapel chapman character charge charity
    chase check checked cherry child children choice choices choose chosen christian christmas church city claim
    claims clay clean cleaning clear clerk client clients cliff clinic clock clocks close closed closes coat code
    collar colleague college color colour column columns come comes comfort coming command commands common company
    complete concern condition confirm consent contact cook cool copper copy cord corn corner correct corrected costs
    cotton could council counsel counsellor counselor count counted country county course court cousin cove craft
    crane credit cross crow crown crystal current curry curtain custody dale dance danger dark data date dates dawn
    days deal dean dear death debt decide deed deeds defender delay delivery demand dental department dept desk
    destiny detail details diamond different digit digits direct divide divine division doctor dollars done door doubt
    draft drafts draw drawn drew drink drive driver drop drops during dust duty each earl earlier early earth east
    easy eden edge edit eight either elder elementary else email empty ended ends engine english enough enter entered
    enters entry even evening ever every exact exactly except expect fact facts fair faith fall family farm farmer
    fast father favor fear feel fees fetch fewer field fields figures file files fill filter final finance find
    finding fine finish firm first fish fisher five flag flat flint flood floor flower flowers fold folder follow
    follows food foods foot force ford foreman forest form former forms forth forward foster found foundation fountain
    four frank free freedom freeman french fresh friend from front frost full fuller fund further game garage garden
    gardener general gentle gentry gets getting gift ginger give given gives glad glass glory goes going gold golden
    gone good goods grace grand grant grass graves gray great green greeting grey ground group grove guard guards
    guess guide hair half hall hand hands happen happy hard hardly hardy harm harmony harp harvest haven having hawk
    head health hear heard hearing hears heart heat heath heaven height held help here hero hidden high higher hill
    hills hint history hits hold holder holding holds holiday hollow holly home homes honor hook hope hopes horn
    hospital hotel hour hours house household housing human hunt hunter husband ignore industry inside instead
    institute instruction insurance into irish iron island issue item items itself jack jade jail jewel join joined
    joiner joins jolly journal judge july jump june junior jury just justice keen keep keeper keeps kept keys kicked
    kids kind kinds king kings kitchen knight know known knows label labor lace lady laid lake lamb lance land
    landlord lane language laptop large lark last late later lawn laws lawyer lead leader leads leaf league lean learn
    leave leaves left legal length less lets letter letters level liberty library life light like likely likes lily
    limit line lines list listed little live load loan lock locks lodge login logistics long longer look looked looks
    lord lose loss lost loud love loving lower lowest luck lucky made mail main major make makes making male
    management manager many marble march marine mark marked market marks marsh marshal marshall martial mason master
    match matter matters mayor meadow mean means meant medical meet mend mended mends menu mercy merge merit merry
    message messages messenger middle mild mile miles mill miller mills mind mine minor minute minutes missed missing
    mister mobile mode moment money month months moody moon moral more morning moss most mother motion motors mount
    mountain mouth move moved moves much museum music must name names narrow national near nearest neat need needs
    neither network neutral never newer newest newman news next nice night nine noble nobody noise none noon north
    notary note notes nothing notice number numbers oaks object ocean offer offered offers office often older olive
    once ones only onto open opened opens opposing option order orthopedic other others ours outcome outside over owed
    owes owner owns pace page pages paid pain paint painter pair palm paper papers parent park parks parole part
    parties partners parts party past paste pastor path patience patient pause payment peace peach peak pearl penny
    people pepper perch perfect person pharmacy phone pick picked picture piece pine pink pipe pitch place places
    plain plan planned plant plaza pleasant plumber plus point points police policy pond pool poor pope portal porter
    possible post posted potter pound power powers practice precious present press pressed price pride priest prince
    print prior prison privilege proceed process program promise promises proof proper properties property prospect
    prove public punch purge purple purpose push puts queen question questions queue quick quiet quit quite rain
    rainbow range rate rather raven reach reached read reader reading reads ready real realty reason reasons recall
    received record recording records recovery redo reed refuse related release remind remove removed rent rental
    rentals repair repairs repeat replace reply report reported request residential rest restaurant result return
    returned returns rich ride right rights ring rings rise river rivers road robin rock role roofing room root rose
    rough round route rows ruby rule rules runs rush safe safety sage said sailor saint sale sales salon same sand
    sands savage save saved saves says scan scene schedule school score screen screens scroll seal search season
    second section security seek seen sees select sell send sending sends senior sent sentence sentences serene serve
    server servers service services sets setting settings settle seven several shade shall share shared sharp sheet
    shell shelter shepherd sheriff shield shift ship shoot shop shore short shot should shoulder show shown shows shut
    side sides sight sign signal signed signs silence silent silver simple since singer single sister site sixty size
    skip skipped skips sleep slip slot slow slower slowly small smart snoozed snow social soft solid some somebody
    something song soon sooner sorry sort sorts sound source south space spark sparks speak speaks spear special speed
    spelled spoke spoken spouse spring square staff stage stamp stand standing stands star stark stars start started
    starts state stated statement states station status stay stays steel steep step steps stern still stock stone
    stones stood stop stopped stops store stored storefront storm story strange stranger street strict strip strong
    stronger studio study style subject such sued suit summer summers summit sums sunny superior support sure surgery
    sweet sword table tailor take taken takes talent talk tall task tasks teacher team tell tells temple tenant term
    terms test tests text texts than thank that theater theatre their theirs them then therapy there they thing things
    think third this thorn those three throw ticket tiger tile time timer times tired title titles today together told
    tomorrow tone took touch tour tower town towns trace track trade traffic train transport travel treasure tree
    trees trial tried trouble truck trucking true trust trusts trying turn turned turner turns twelve twice twist type
    typed types typing uncle under undo union unit united unity university unless until update upper upset urban
    urgent used uses usual vale valley value values vary version versions very victor victory video view village
    violet virtue visit voice voicemail volume wages wait waiting waits waive wake walk walker wall walls want wanted
    wants ward warden warehouse warm warn warning wash watch water waters wave weak wealth weaver week weeks weigh
    weight well wells went were west what wheel when where whether which while white whole whom whose wide width wife
    wild will wind window winds wing winner winter winters wise wish with within without witness wolf wonder wood
    woods word wording words work worked worker workers works world worry worth would wrap write writer writes written
    wrong wrote yard year years yellow yesterday young your yours yourself youth zone
    """.split()  # noqa: SIM905 - to be read, not one on a line
)
