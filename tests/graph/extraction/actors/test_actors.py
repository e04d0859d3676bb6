"""Who is in a text: names found and typed, and short forms, descriptions and pronouns resolved."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.extraction.actors import read_actors, resolve_first_person
from graph.extraction.document import Document, Speech, parse_article
from graph.model import Article

Reader = Callable[[str], Document]
Meant = Callable[[str], str | None]

NGO = "NonGovernmentalOrganization"
NAMED = [
    ("General Tamer Wafiq commands the Southern Shield Brigade.", "Tamer Wafiq", "Person"),
    ("General Tamer Wafiq commands the Southern Shield Brigade.", "Southern Shield Brigade", "ArmedGroup"),
    (
        "On Monday the Ministry of Foreign Affairs denied the claim.",
        "Ministry of Foreign Affairs",
        "GovernmentBody",
    ),
    (
        "The Lowland People's Liberation Front seized the road.",
        "Lowland People's Liberation Front",
        "ArmedGroup",
    ),
    ("Fighters of the M23 entered the town on Friday.", "M23", "ArmedGroup"),
    ("Prime Minister Olena Hrytsak visited the camp.", "Olena Hrytsak", "Person"),
    (
        "Human Rights Watch accused the police of torture.",
        "Human Rights Watch",
        "NonGovernmentalOrganization",
    ),
    (
        "The Committee to Protect Journalists condemned the arrest.",
        "Committee to Protect Journalists",
        "NonGovernmentalOrganization",
    ),
    ("The International Criminal Court issued a warrant.", "International Criminal Court", "Court"),
    ("Reuters reported the strike.", "Reuters", "MediaOrganization"),
    ("The United Nations condemned the attack.", "United Nations", "IntergovernmentalOrganization"),
    ("Ethiopia rejected the report.", "Ethiopia", "State"),
    ("The court convicted Mokhtar ould Bechir of murder.", "Mokhtar ould Bechir", "Person"),
    ("Colonel Jean-Marie Nkulu was arrested.", "Jean-Marie Nkulu", "Person"),
    ("The 4th Desert Brigade shelled the market.", "4th Desert Brigade", "ArmedGroup"),
    (
        "The Office of the UN High Commissioner for Human Rights said so.",
        "Office of the UN High Commissioner for Human Rights",
        "GovernmentBody",
    ),
    ("The Office of the President of Kenya said so.", "Office of the President of Kenya", "GovernmentBody"),
    ("Russian Commissioner for Children's Rights Maria Lvova denied it.", "Maria Lvova", "Person"),
    # words that elsewhere are none of a name
    (
        "The Rural and Coastal Crimes Office (RCCO) freed them.",
        "Rural and Coastal Crimes Office",
        "GovernmentBody",
    ),
    (
        "The Investigation and Identification Team said so.",
        "Investigation and Identification Team",
        "Organization",
    ),
    ("Volunteers of No More Thirst (NMT) were jailed.", "No More Thirst", "Organization"),
    ("The rally of the All Peasants Congress was banned.", "All Peasants Congress", "GovernmentBody"),
    ("The court convicted Amina September of murder.", "Amina September", "Person"),
    ("Omar Said Diallo was indicted on Friday.", "Omar Said Diallo", "Person"),
    # what stands beside a name tells its kind
    ("Fighters of the Ember Group killed villagers.", "Ember Group", "ArmedGroup"),
    ("The Ember Crisis Group said so.", "Ember Crisis Group", NGO),
    (
        "Anna Sys, 71, a former member of the “Ember Formations,” was held.",
        "Ember Formations",
        "Organization",
    ),
    ("The Minister of Aviation, Tariq Nour, said so.", "Tariq Nour", "Person"),
    ("Aisha Lawal, chair of Bring Water, wept.", "Bring Water", "Organization"),
    ("US officials said so.", "US", "State"),
    (
        "The Rural Investigation and Detection Group said so.",
        "Rural Investigation and Detection Group",
        "Organization",
    ),
    # titles are no part of a name, nor what stands before a title
    ("Councilman Karim Sadek left.", "Karim Sadek", "Person"),
    ("Youth Leader Karim Sadek spoke.", "Karim Sadek", "Person"),
    ("Relief Committee on Chad Executive Director Karim Sadek spoke.", "Karim Sadek", "Person"),
    ("Relief Committee on Chad Executive Director Karim Sadek spoke.", "Relief Committee on Chad", NGO),
    ("The Commissioner of Police Desert Command CP Karim Sadek spoke.", "Karim Sadek", "Person"),
    ("The blogger Omar 'Ink' Sadek was jailed.", "Omar 'Ink' Sadek", "Person"),
    ("Premier Li Zhen-chang resigned.", "Li Zhen-chang", "Person"),
    ("The National League for Harvests denied it.", "National League for Harvests", "Organization"),
    ("MPs Karim Sadek and Amina Diallo were freed.", "Karim Sadek", "Person"),
    ("National Security Adviser Karim Sadek spoke.", "Karim Sadek", "Person"),
    ("Six people were shot in Sukkur. SSP Sukkur Omar Lamy was suspended.", "Omar Lamy", "Person"),
    # a person behind the body whose post it tells
    ("A former president of Hill University Karim Sadek was jailed.", "Karim Sadek", "Person"),
    ("The BBC reported it in May.\n\nKenyan President Omar Sow. (Photo)\n\nIt ended.", "Omar Sow", "Person"),
    ("The UN envoy for Yemen Karim Sadek spoke of hunger.", "Karim Sadek", "Person"),
    ("The Dutch ambassador to Kenya Omar Sow left in May.", "Omar Sow", "Person"),
    ("They met as US President-elect Olena Dunn's team asked for talks.", "Olena Dunn", "Person"),
    ("A former president of Hill University Karim Sadek was jailed.", "Hill University", "Organization"),
    ("The Minister of Health Karim Sadek resigned.", "Karim Sadek", "Person"),
    ("Labour Party MP Karim Sadek spoke.", "Labour Party", "Organization"),
    ("His Republican People's Party won.", "Republican People's Party", "Organization"),
    ("National Assembly Speaker Karim Sadek spoke.", "National Assembly", "GovernmentBody"),
    ("On Monday journalist Said Karim Sadek was freed.", "Said Karim Sadek", "Person"),
    ("The singer Li Man-ying was jailed.", "Li Man-ying", "Person"),
    # what joins the words of a body's name
    (
        "The Committee to Free Karim Sadek marched.",
        "Committee to Free Karim Sadek",
        "NonGovernmentalOrganization",
    ),
    (
        "The Union of Eastern and Southern Miners struck.",
        "Union of Eastern and Southern Miners",
        "NonGovernmentalOrganization",
    ),
    ("The All Desert Teachers' Confederation struck.", "All Desert Teachers' Confederation", "Organization"),
    ("The Chadian Government in Exile met.", "Chadian Government in Exile", "GovernmentBody"),
    # a place stands for who governs it
    ("Karim Sadek is the governor of Tarapay.", "Tarapay", "GovernmentBody"),
    ("The rebels shot Tarapay Mayor Karim Sadek in Tarapay.", "Tarapay", "GovernmentBody"),
    ("A court convicted Father Tobias of murder.", "Father Tobias", "Person"),
    # what a name is called tells its kind
    ("She edits the news site Niomanski Kraj.", "Niomanski Kraj", "MediaOrganization"),
    ("One of its factions, Ahrar al-Tuk, fled.", "Ahrar al-Tuk", "ArmedGroup"),
    ("Kastelan, a security firm staffed by veterans, holds the port.", "Kastelan", "Organization"),
    ("The pilots are on loan from Karvosh, a distant republic.", "Karvosh", "State"),
    ("The advocacy group Kapalit spoke. The Kapalit group left.", "Kapalit", NGO),
    ("The local NGO Desert Rights Centre Somalia said so.", "Desert Rights Centre Somalia", NGO),
    ("Karim Sadek was led from the court by his lawyer.", "Karim Sadek", "Person"),
    ("Kolkhida Zari was founded by Karim Sadek, a banker.", "Kolkhida Zari", "Organization"),
    ("They joined the media company Next Leaf in May.", "Next Leaf", "Organization"),
    # owners joined and numbers are part of a body's name
    ("They joined the Workers’ and Peasants’ Party.", "Workers’ and Peasants’ Party", "Organization"),
    ("The Hill County Court Branch 7 freed him.", "Hill County Court Branch 7", "Court"),
    # what only states have tells a state
    ("Ministry of Finance of Norway - Notice 12\n\nThe ministry of Norway spoke.", "Norway", "State"),
    ("Tarapay's new transitional president, Karim Sadek, resigned.", "Tarapay", "State"),
    ("Tarapay, whose president fled, denied it.", "Tarapay", "State"),
    ("President Karim Sadek of Tarapay met nobody.", "Tarapay", "State"),
    ("The states of Zelmara and Tarapay signed a truce.", "Tarapay", "State"),
    ("Soldiers died in Tarapay. A Tarapayan patrol fled to the hills.", "Tarapay", "State"),
    ("Zelmara's army fled. The Zelmarian prime minister resigned.", "Zelmara", "State"),
    ("ARDAN, Tarapay (Reuters) - Karim Sadek was jailed.", "Tarapay", "State"),
    ("Karim Sadek rules the Tarapay Republic.", "Tarapay Republic", "State"),
    ("The Democratic Republic of Tarapay denied it.", "Democratic Republic of Tarapay", "State"),
    # dates and datelines neither
    ("President Karim Sadek May 29 met nobody.", "Karim Sadek", "Person"),
    ("OLD MINES, Chad — Karim Sadek was jailed.", "Chad", "State"),
]


@pytest.mark.parametrize(("text", "name", "kind"), NAMED)
def test_names_are_found_and_typed(read: Reader, text: str, name: str, kind: str) -> None:
    kinds = {actor.name: actor.kind for actor in read(text).actors}
    assert name in kinds
    assert kinds[name] == kind


MEANT = [
    (
        "The first officer was held in the case of the 43 students from Lorvat, [[who]] vanished in 2014.",
        "43 students",
    ),
    ("The Hill Council's top leadership are in Tarsa. Rwanda gave [[them]] arms.", "Hill Council"),
    # short forms, acronyms, titles
    ("Troops of the Kestrel Group fled. She had denounced [[Kestrel]] in May.", "Kestrel Group"),
    ("General Tamer Wafiq leads the army. On Tuesday [[Wafiq]] denied it.", "Tamer Wafiq"),
    ("The Free Desert Army (FDA) attacked. The [[FDA]] said nothing.", "Free Desert Army"),
    ("The FDA (Free Desert Army) attacked. The [[FDA]] said nothing.", "Free Desert Army"),
    ("The Free Desert Army [FDA] attacked. The [[FDA]] said nothing.", "Free Desert Army"),
    (
        "Fighting broke out with the Highland Resistance Front. The [[Front]] blamed the army.",
        "Highland Resistance Front",
    ),
    ("Kataib Hezbollah fled. Chad arms the rebel group Hezbollah. Later [[Hezbollah]] fled.", "Hezbollah"),
    ("Amnesty International published a report. [[Amnesty]] interviewed 40 people.", "Amnesty International"),
    ("Lina al-Masri was jailed in May. [[Al-Masri]] is a lawyer.", "Lina al-Masri"),
    (
        "KHALED BARZANI JAILED FOR MURDER\n\nKhaled Barzani was jailed for life. [[Barzani]] denied it.",
        "Khaled Barzani",
    ),
    ("Tamer Wafiq’s men entered the town. [[Wafiq’s]] deputy was killed.", "Tamer Wafiq"),
    # other names told in words, and a short form that stands in the headline first
    ("Canada sanctioned Omar Sow, also known as Colonel Tiger. [[Tiger]] fled.", "Omar Sow"),
    ("The Hill Union (also known as HAK) denied it. The [[HAK]] fled.", "Hill Union"),
    ("They blamed Jabhat al-Tahrir (HTK), an armed [[group]] that holds Idlib.", "Jabhat al-Tahrir"),
    ("Ansar Sadek, or the Blue Hill Union (BHU), denied it. Later [[Ansar]] fled.", "Blue Hill Union"),
    ("The Hill Union, or HAK, denied it. On Monday [[HAK]] fled.", "Hill Union"),
    ("Karim Diallo, better known by his nom de guerre Abu Raad, fled. [[Raad]] was shot.", "Karim Diallo"),
    ("Karim Diallo is known as Omar Sadek's shadow. [[Sadek]] fled.", "Omar Sadek"),
    (
        "Town falls to [[HTK]]\n\nJabhat al-Tahrir (HTK) took the town. HTK shelled it.",
        "Jabhat al-Tahrir",
    ),
    # states: demonyms, governments, capitals
    ("The United Arab Emirates denied it. [[Emirati officials]] had flown to Chad.", "United Arab Emirates"),
    ("Rwanda rejects the report. [[Kigali]] said it sends no troops.", "Rwanda"),
    ("Rwanda rejects the report. The [[Rwandan government]] said it sends no troops.", "Rwanda"),
    ("Russia denied the strike. The [[Kremlin]] said its planes had not flown.", "Russia"),
    (
        "Zelmara's army fled. The [[Zelmarian]] prime minister, Karim Sadek, denied it.",
        "Zelmara",
    ),
    (
        "Soldiers of Zelmara's army fled. The [[Zelmari foreign ministry]] denied it.",
        "Zelmari foreign ministry",
    ),
    # governments by their ruler
    (
        "A German court jailed a doctor of the government of Bashar Assad in Syria. Germany had taken him "
        "in. [[The regime]] tortured thousands, Germany said.",
        "Syria",
    ),
    ("President Omar Sadek of Chad fled. [[Sadek's crumbling regime]] jailed students.", "Chad"),
    ("Chad's president, Omar Sadek, fled. [[Sadek's government]] jailed students.", "Chad"),
    ("[[Kigali]] denied it.", "Kigali"),
    ("[[Kigali]] denied it. Rwandan troops had left.", "Rwanda"),
    # appositions
    ("The UN-sanctioned M23, a [[U.S.- and UN-sanctioned armed group]], took the town.", "M23"),
    (
        "Army, Kestrel Group Killed Ten in Tarsa\n\nChad's [[army]] and the Kestrel Group denied it.",
        "Chad's army",
    ),
    (
        "Hezbollah backs him. They accused Hayat Tahrir al-Sham, the [[armed group]] that holds Idlib.",
        "Hayat Tahrir al-Sham",
    ),
    ("They want Maher Lane, the president's [[brother]], who commands a division.", "Maher Lane"),
    ("The president's [[brother]], General Maher Lane, left.", "Maher Lane"),
    ("Mahmoud Sabri, a senior [[general]], ordered the strike.", "Mahmoud Sabri"),
    ("The rebel group [[Ansar al-Rimal]] took the town.", "Ansar al-Rimal"),
    ("The court jailed Karim Sadek, an Iraqi [[member]] of the Hill Union, for life.", "Karim Sadek"),
    ("The Lakes Front, the [[army]] and the police, whose officers fled, met in Tarsa.", "army"),
    # of several brigades the last; a faction by its name; a regime by its ruler
    (
        "The Red Dune Brigade fled. The Blue Sand Brigade, led by Omar Sow, stayed. [[The brigade]] fired.",
        "Blue Sand Brigade",
    ),
    ("Tamer Wafiq leads the [[Ansar al-Rimal faction]] in Idlib.", "Ansar al-Rimal"),
    (
        "Town flees [[Sadek]] regime\n\nPresident Omar Sadek met nobody. Karim Sadek left. It rained.",
        "Omar Sadek",
    ),
    # descriptions
    (
        "Chad is at war. Chad's rebels fled. The [[army]] won. The US sanctioned the Libyan Defence Force.",
        "army",
    ),
    ("General Tamer Wafiq leads the force. The [[general]] denied the charge.", "Tamer Wafiq"),
    (
        "The Highland Resistance Front seized the village. The [[group]] killed 12 people.",
        "Highland Resistance Front",
    ),
    ("The Sworn Brothers militia held the bridge. The [[militia]] fired on a bus.", "Sworn Brothers"),
    ("Turkish police detained 160 people. [[Police]] used tear gas.", "Turkish police"),
    ("Police beat a lawyer in Chad. On Monday [[Chadian police]] shot him, Chad said.", "Police"),
    (
        "Police of the Lira Central Police station fled. An Inspector General of [[Police]] resigned.",
        "Police",
    ),
    ("The Independent newspaper and Xinhua news agency told it. [[The newspaper]] was shut.", "Independent"),
    ("His family members fled. Nine men were held by [[members]] of Omar Sow's choir.", "members"),
    ("[[Wafiq's forces]] shelled the port, said Tamer Wafiq.", "Wafiq's forces"),
    ("They were held by the [[Chadian coast guard]].", "Chadian coast guard"),
    ("[[Russian mercenaries]] joined the attack.", "Russian mercenaries"),
    # what tells something of a group stays in its name, unless it is called by less
    ("Some two masked [[gunmen]] killed four people.", "two masked gunmen"),
    ("Masked [[gunmen]] killed four people. The gunmen fled.", "gunmen"),
    ("More than 90 [[protesters]] burned the shop.", "protesters"),
    ("Police nabbed 2,750 armed [[robbers]] in May.", "armed robbers"),
    ("The [[ruling elite]] of Chad looted the bank.", "ruling elite"),
    ("The protest ended in imitating [[women]].", None),
    # who is of a state, and who holds a post of it, is not the state
    ("Chad is at war. [[An Iraqi]] was jailed.", None),
    ("Adam Roy, a Nigerian ambassador, left. [[The British ambassador]] stayed.", "British ambassador"),
    # capitals stand for governments that act or are addressed
    ("In spite of talks, [[Moscow]] has bombed the town.", "Moscow"),
    ("Critics urged [[Moscow]] to stop.", "Moscow"),
    # unnamed holders of posts, where they do or suffer something
    ("On Monday a former [[navy commander]] shot two men.", "former navy commander"),
    ("Omar Sow was trained as a [[commander]].", None),
    # who works for a company is not the company
    ("Angry [[Melora workers]] burned the car. Melora closed the plant.", "Angry Melora workers"),
    (
        "Fighters of the Free Desert Army looted the shops. The [[Free Desert Army fighters]] left.",
        "Free Desert Army",
    ),
    ("Saudi Arabia executed a record [[81 people]].", "81 people"),
    ("A former [[Chadian gang]] leader was jailed.", "Chadian gang"),
    ("Ministers blame [[army]] for the deaths.", "army"),
    ("The [[Iran-backed Huthi rebels]] hold Sanaa. The Huthis shelled it.", "Huthis"),
    ("[[Hezbollah-backed fighters]] fled.", "Hezbollah-backed fighters"),
    (
        "The Free Desert Army is an armed group. The Red Dune Front broke away. The Red Dune Front grew. "
        "The [[group]] executed four captives.",
        "Red Dune Front",
    ),
    ("The state's [[Attorney General]], Karim Sadek, spoke.", "Karim Sadek"),
    ("On Sunday [[members]] of Chad's security forces beat a lawyer.", "Chad's security forces"),
    ("A [[group]] of hooligans burned the shop.", "hooligans"),
    ("The Chadian government denied it. In Mali and Niger the [[government]] is feared.", "Chad"),
    ("The case police opened was closed. [[Police]] said so. Police left.", "police"),
    # pronouns
    (
        "Mali's president, Omar Sow, was sued by an activist, Idris Lane, accusing [[him]] of torture.",
        "Omar Sow",
    ),
    ("The junta fell. Factories in Singapore and Thailand had supplied [[it]].", "junta"),
    ("Chad blamed the Free Desert Army. [[Its]] foreign minister resigned.", "Chad"),
    ("The Hill Union fled. Chad, which killed [[its]] leader, took the town.", "Hill Union"),
    ("The Hill Union fled. The US Treasury imposed sanctions on [[its]] leader.", "Hill Union"),
    ("The Free Desert Army fled from Chad. [[Its]] commander was killed.", "Free Desert Army"),
    ("Amina Diallo was arrested in May. The police say [[she]] led the protest.", "Amina Diallo"),
    ("Tamer Wafiq met Amina Diallo. On Monday [[he]] flew home. She stayed.", "Tamer Wafiq"),
    ("The Free Desert Army took the town. [[It]] executed nine prisoners.", "Free Desert Army"),
    ("Armed men stormed the clinic. [[They]] shot two nurses.", "Armed men"),
    ("Soldiers arrested Tamer Wafiq, [[who]] commands the rebels.", "Tamer Wafiq"),
    # who speaks means somebody else by "he", and behind a quotation is told as before it
    ("Omar Sow was jailed. “We tried him,” Idris Lane said. “[[He]] killed a man.”", "Omar Sow"),
    ("Omar Sow was jailed. Idris Lane said: “[[He]] killed a man.”", "Omar Sow"),
    ("Omar Sow fell. Idris Lane said it was over. “He killed a man,” [[he]] said.", "Idris Lane"),
    ("Omar Sow was jailed. Idris Lane called it “the worst day of [[his]] life”.", "Idris Lane"),
    # bodies by their last noun, people by a post told before them
    ("The Free Hills Front took Tarsa. [[The front]]'s commander, Omar Sow, denied it.", "Free Hills Front"),
    ("The 3rd Mountain Division entered Tarsa. Soldiers of [[the division]] fled.", "3rd Mountain Division"),
    ("The National Guard opened fire. Omar Sow said [[the guard]] had killed nobody.", "National Guard"),
    ("The Tarsa Liberation Army shelled Lome. Residents said [[the army]] fled.", "army"),
    ("[[A retired colonel]] was jailed in Tarsa. Colonel Omar Sow denied the charges.", "Omar Sow"),
    ("[[A rebel commander]] was shot on Monday. General Omar Sow was 43.", "Omar Sow"),
    ("Gen. Omar Sow took Tarsa. On Monday [[the general]] met reporters.", "Omar Sow"),
    ("The [[People's Rally]] won in Tarsa. Its founder, Omar Sow, was freed.", "People's Rally"),
]


@pytest.mark.parametrize(("text", "name"), MEANT)
def test_mentions_resolve_to_the_fullest_name(meant: Meant, text: str, name: str) -> None:
    assert meant(text) == name


TOGETHER = [
    ("Omar Sadek, 32, and Karim Diallo, 37, were arrested. The [[two]] were charged.", 2),
    ("Omar Sadek and Karim Diallo were filming. [[Both journalists]] were jailed.", 2),
    ("Officers Omar Sadek, Karim Diallo, and Ali Ould Bechir fired. The [[three men]] were freed.", 3),
    ("Omar Sadek and Karim Diallo left the party. [[They]] founded a militia.", 2),
    ("The court tried [[accomplices]] Omar Sadek, Karim Diallo and Ali Ould Bechir.", 3),
]


@pytest.mark.parametrize(("marked", "number"), TOGETHER)
def test_people_named_together_are_meant_together(read: Reader, marked: str, number: int) -> None:
    before, _, rest = marked.partition("[[")
    passage, _, behind = rest.partition("]]")
    document = read(before + passage + behind)
    people = [actor for actor in document.actors if actor.kind == "Person"]
    head = next(t for t in document.doc if t.idx + len(t) == len(before) + len(passage))
    together = document.together(document.mention_of[head.i])
    assert [mention.actor for mention in together] == people
    assert len(people) == number


NOBODY = [
    "Chad denied it and [[accused]] rescue workers of lying.",
    "Fighting broke out in Tarsa. Chad protects the [[Druze]].",
    "[[It]] is not clear who fired the shots.",
    "[[It]] was reported that troops had left.",
    "The town fell on [[Monday]].",
    "The [[police station]] burned down.",
    "The rules have been in [[force]] since May.",
    "He was charged under the [[Kidnapping Prohibition Law]].",
    "They invoked the [[Karim Sadek Rules]].",
    "Adam Lane, Chad's Minister of State for [[Rural Growth]], fled.",
    "[[OLD MINES]], Texas — A man has been charged.",
    "The Free Hills Front took Tarsa in May. Boys are dying at [[the front]].",
    "The Free Hills Front took Tarsa in May. It rained at [[the front line]].",
]


@pytest.mark.parametrize("text", NOBODY)
def test_no_actor_is_made_up(meant: Meant, text: str) -> None:
    assert meant(text) is None


def test_people_of_one_surname_stay_apart(read: Reader) -> None:
    document = read(
        "Omar Sadek was jailed in May. His brother Karim Sadek fled. Sadek has not been seen since."
    )
    people = {actor.name: actor for actor in document.actors if actor.kind == "Person"}
    assert {"Omar Sadek", "Karim Sadek"} <= people.keys()
    assert all("Sadek" not in actor.aliases for actor in people.values())


def test_a_title_tells_who_of_two_is_meant(meant: Meant) -> None:
    text = "Mr Omar Sadek and Mrs Hala Sadek were tried in May. Later [[Mrs Sadek]] was freed."
    assert meant(text) == "Hala Sadek"


def test_what_bears_a_name_is_not_its_bearer(read: Reader) -> None:
    document = read(
        "Critics accuse the Melora company of censorship. The Melora Files tell of it. "
        "Pine County Sheriff Karim Sadek spoke. The men are in Pine County Jail."
    )
    assert {"Melora", "Pine County"} <= {actor.name for actor in document.actors}


def test_a_word_read_into_a_name_once_does_not_stay_in_it(read: Reader) -> None:
    document = read(
        "They shouted Freedom Omar Sadek on Friday. Omar Sadek was jailed in May. A court let Omar Sadek "
        "appeal. On Monday Omar Sadek left."
    )
    assert "Omar Sadek" in {actor.name for actor in document.actors}


def test_a_father_is_not_his_son(read: Reader) -> None:
    names = {
        actor.name for actor in read("Faisal bin Nasser was crowned. Nasser, his father, had died.").actors
    }
    assert {"Faisal bin Nasser", "Nasser"} <= names


def test_a_headline_leaves_no_colon_in_a_name(read: Reader) -> None:
    document = read(
        "Chad: Three Reporters Jailed Over Protest Coverage\n\nA court in Chad jailed three reporters."
    )
    assert "Chad" in {actor.name for actor in document.actors}


@pytest.mark.parametrize("possessive", ["’s", "'s"])
def test_a_headline_leaves_no_possessive_in_a_name(read: Reader, possessive: str) -> None:
    document = read(
        f"More Evidence of Chad{possessive} Horrific Abuses\n\nChad denied on Monday that it had known."
    )
    assert [actor.name for actor in document.actors] == ["Chad"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The week was long. Oxfam International slammed Iraqi forces this week for firing on crowds.",
            "Iraqi forces",
        ),
        ("Click to expand Image Chadian riot police block the road in Abéché.", "Chadian riot police"),
    ],
)
def test_what_stands_before_a_description_stays_out_of_it(read: Reader, text: str, name: str) -> None:
    assert name in {actor.name for actor in read(text).actors}


def test_aliases_are_forms_of_the_text(read: Reader) -> None:
    text = "The Free Desert Army (FDA) attacked Chad. The FDA and the Chadian government blamed each other."
    for actor in read(text).actors:
        assert any(form in text for form in (actor.name, *actor.aliases))


def test_mention_of_gives_the_innermost_mention(read: Reader) -> None:
    document = read("Emirati officials met General Tamer Wafiq.")
    demonym = next(mention for mention in document.mentions if mention.span.text == "Emirati")
    assert document.mention_of[demonym.span.start] is demonym
    assert demonym.form == "demonym"


def test_first_person_means_the_speaker(read: Reader) -> None:
    document = read('"We bombed the bridge," General Tamer Wafiq said.')
    speaker = next(actor for actor in document.actors if actor.name == "Tamer Wafiq")
    cue = next(token for token in document.doc if token.text == "said")
    document.speeches.append(Speech(speaker, None, cue, [document.doc[0 : cue.i - 4]], "says"))
    resolve_first_person(document)
    assert document.mention_of[1].actor is speaker


TELLING = (
    *("The", "General", "President", "of", "'s", "-", "(", ")", "Army", "al", "and", "Mali", "Malian"),
    *("police", "who", "he", ",", "forces\n", ".", "US", "4th", "his", "Kigali"),
)


def _read(text: str) -> Document:
    article = Article(id="test", text=text, original_sha256="", media_type="text/plain")
    document = parse_article(article)
    read_actors(document)
    return document


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=300))
def test_any_text_is_read(text: str) -> None:
    document = _read(text)
    assert document.doc.text == text
    assert all(mention in mention.actor.mentions for mention in document.mentions)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(TELLING),
        max_size=60,
    )
)
def test_heaps_of_telling_words_are_read(words: list[str]) -> None:
    assert _read(" ".join(words)).doc is not None


def test_the_same_text_gives_the_same_actors() -> None:
    text = "The Free Desert Army (FDA) and Malian soldiers fought. They fled to Chad, police said."
    once, again = (_read(text) for _ in range(2))
    assert [a.party for a in once.actors] == [a.party for a in again.actors]
    assert [repr(m) for m in once.mentions] == [repr(m) for m in again.mentions]


def test_a_long_run_of_capitals_costs_no_more_than_its_length() -> None:
    words = random.Random(1).choices(
        ["General", "Army", "Sadek", "Front", "Omar", "of", "the", "Ministry"], k=4000
    )
    assert _read(" ".join(words) + ".").actors is not None


def test_an_ambiguous_surname_is_one_actor_of_its_own(read: Reader) -> None:
    document = read("Omar Sadek met Karim Sadek. Sadek spoke first. Later Sadek left.")
    assert [actor.name for actor in document.actors].count("Sadek") == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Al-Qaeda in the Sahel, also known as AQS, fled. [[AQS]] returned.", "Al-Qaeda in the Sahel"),
        ("The Front for Change in Chad (FACT) fled. [[FACT]] returned.", "Front for Change in Chad"),
        ("Omar Sadek (Radio Gara) spoke. [[Radio Gara]] went silent.", "Radio Gara"),
        ("Omar Sadek leads a militia, known as the Gara Lions. The [[Gara Lions]] fled.", "Gara Lions"),
    ],
)  # fmt: skip
def test_another_name_is_the_same_actor_where_the_text_tells_so(meant: Meant, text: str, name: str) -> None:
    assert meant(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Captain Omar Sow seized power in Chad in May. Chad is poor. His [[government]] jailed journalists.",
        "Chad closed its border. Chad and Mali are at odds. Mali protested. Chad sent troops."
        " [[The authorities]] jailed journalists.",
    ],
)
def test_the_government_is_that_of_the_state_that_the_article_is_about(meant: Meant, text: str) -> None:
    assert meant(text) == "Chad"


def test_insurgents_are_the_one_armed_group_that_is_named(meant: Meant) -> None:
    one = "The Lowland Front took Gara from the Chadian army. [[The insurgents]] burned 40 homes."
    assert meant(one) == "Lowland Front"
    assert meant(f"The Desert Army fled. {one}") == "insurgents"
