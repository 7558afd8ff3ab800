"""English ways of saying who says so."""

from tracker.lexicon import AttributionWords

ATTRIBUTION = AttributionWords(
    saying=(
        "said | says | say | saying | reported | reports | announced | announces | confirmed | confirms | stated | "
        "states that | added | adds | adding | noted | notes | claimed | claims | alleged | alleges | acknowledged | "
        "revealed | declared | warned | warns | insisted | indicated | tweeted | wrote | anticipates | believes | "
        "believe | maintains | accused | accuses | admitted | conceded | explained | predicted | predicts | reads | "
        "disclosed | discloses | affirmed | asserted | asserts | testified | recalled | recounted | emphasised | "
        "emphasized | stressed | highlighted | cautioned | cautions | complained | observed | remarked | commented | "
        "clarified | concluded | concludes | reckons | writes | posted | suspects | insists | maintained | "
        "contends | contended | acknowledges | reiterated | reveals | suggested | argues | argued | lamented | "
        "also said | have said | has said | had said | has reported | have reported | had reported"
    ),
    counting=(
        # "the ministry put the toll at 41", "monitors counted 300 dead"
        "put | puts | estimates | estimated | estimate | counted | counts | recorded | records | registered | "
        "documented | verified | gave | gives | listed | tallied | found | described | determined | calculated | "
        "calculates | placed | lists | shows | showed | report | identified | confirmed the deaths of | "
        "confirmed the death of | tracked | logged | links | linked | catalogued | cataloged | reckoned"
    ),
    saying_on=(
        "adding that | saying that | confirming that | claiming that | noting that | announcing that | "
        "warning that | reporting that | stating that | saying | adding | claiming | confirming | accusing | "
        "of killing | of arresting"
    ),
    plain_saying="said | says | told | tells | also said | added | had said | has said | have said",
    reporting=(
        "reported | reports | recorded | registered | confirmed | counted | has reported | have reported | had reported"
    ),
    telling="told | tells | informed | telling",
    lead=(
        "according to | per | as reported by | reported by | confirmed by | said by | released by | "
        "by the count of | by a count of | by the tally of | data collected by | data gathered by | "
        "figures collected by | figures gathered by | statistics compiled by | numbers compiled by | "
        "in the words of | published by | issued by | provided by | compiled by | figures from | data from | "
        "numbers from | statistics from | estimates from | estimates by | a count by | a tally by | figures by | "
        "figures released by | information from | as per | announced by | cited by | recorded by | documented by | "
        "verified by | counted by | estimated by | a report by | a report from | reports from | "
        "reports received by | information received by | initial reports received by | "
        "verified reports received by | data received by | reports by | reports released by | a statement by | "
        "a statement from | data by | data provided by | data released by | data compiled by | figures provided by | "
        "figures compiled by | figures published by | figures given by | information provided by | "
        "information released by | details from | details released by | a tally from | a count from | "
        "a list compiled by | a database maintained by | a database kept by | the latest figures from | "
        "the latest data from | official figures from | initial reports from | initial estimates from | "
        "initial estimates by | preliminary figures from | preliminary data from | preliminary reports from | "
        "based on figures from | based on data from | in a statement by | going by | quoted by | in the estimate of"
    ),
    citing="citing | quoting | cited | cites | referring to | attributing it to | relaying",
    quoted="quoted | quotes | quoted by",
    as_saying="as saying | as telling | as reporting | as confirming | as having said",
    evidence=(
        "figures | data | statistics | estimates | estimate | numbers | tally | count | counts | records | toll | "
        "tolls | database | monitoring | assessment | assessments | survey | figure | updates | bulletin | census"
    ),
    document=(
        "statement | exercise | survey | study | assessment | investigation | review | report | release | document | "
        "update | communique | communiqué | bulletin | dispatch"
    ),
    showing=(
        "show | shows | showed | suggest | suggests | suggested | indicate | indicates | indicated | reveal | revealed"
    ),
    body=(
        "opposition | ministry | ministries | minister | ministers | department | departments | agency | "
        "agencies | authority | authorities | official | officials | police | army | military | forces | force | "
        "government | governments | office | officer | officers | administration | council | commission | "
        "committee | commissioner | organisation | organization | organisations | organizations | monitor | "
        "monitors | observatory | group | groups | society | crescent | cross | hospital | hospitals | doctor | "
        "doctors | medic | medics | paramedics | witness | witnesses | resident | residents | activist | "
        "activists | rescuers | rescue workers | rescuer | aid workers | spokesman | spokeswoman | spokesperson | "
        "spokespeople | spokesmen | chief | director | head | president | governor | mayor | commander | "
        "commanders | coordinator | secretary | ambassador | envoy | centre | center | institute | union | "
        "association | federation | fund | service | services | command | headquarters | mission | team | teams | "
        "source | sources | survivors | villagers | elders | leader | leaders | network | coalition | parliament | "
        "court | prosecutor | prosecutors | analysts | experts | charity | charities | ngo | ngos | un | u.n. | "
        "united nations | firefighters | coroner | sheriff | district | municipality | defence | defense | "
        "bureau | board | branch | rebels | militants | taliban | general | colonel | captain | superintendent | "
        "prime minister | lawmaker | lawmakers | mp | eyewitnesses | relatives | media | television | tv | radio | "
        "newspaper | news | reuters | xinhua | afp | journalists | reports | troops | civil defence | "
        "civil protection | red cross | red crescent | researchers | scientists | staff | workers | directorate | "
        "unit | division | section | sub-cluster | cluster | programme | program | battalion | garrison"
    ),
    medium=(
        "media | television | tv | radio | newspaper | newspapers | daily | news agency | news | press | reuters | "
        "xinhua | afp | ap | bbc | cnn | al jazeera | associated press | agence france-presse | anadolu | tass | "
        "interfax | broadcaster | channel | wire | agency | the associated press | state media | state television | "
        "state tv | local media | sana | irna | wafa | kyodo | efe | dpa | npr | news channel | wires"
    ),
    hearer=(
        "reporters | journalists | a news conference | a press conference | parliament | lawmakers | the media | "
        "the nation | a briefing | the security council | newsmen | the council | viewers"
    ),
    person=(
        "spokesman | spokeswoman | spokesperson | director | chief | head | minister | president | commissioner | "
        "commander | secretary | coordinator | governor | mayor | official | officer | chairman | chairwoman | "
        "chair | deputy | representative | ambassador | superintendent | general | colonel | manager | leader | "
        "envoy | doctor | professor | advocacy organization | group | agency | watchdog | monitor | charity | "
        "organisation | organization | ministry | wing"
    ),
    first_person="we | our | us | i | my",
    speaker="it | he | she | they",
    generic_body="agency | organisation | organization | group | body | charity | monitor | watchdog | office",
    unnamed=(
        "reports | media reports | some reports | initial reports | some | many | others | people | sources close | "
        "that | this"
    ),
    manner=(
        "in a statement | in a report | in its latest report | in a press release | in a news release | "
        "at a news conference | on twitter | on its website | by telephone | in an interview | in its new report | "
        "in its report | in its latest update | in an update | on telegram | in a tweet | in a bulletin | "
        "in its daily update | on facebook | by phone"
    ),
    having="has | have | had",
)
