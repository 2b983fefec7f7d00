"""What a pack can say: the tables of pack.toml, and every class, phrase and pattern that the engine asks for.

One place for both sides: `verify languages check` holds a pack against it, a test holds the engine against
it, docs/adding-a-language.md prints it.
"""

from __future__ import annotations

import re

WORD, WORDS, TEXTS, PATTERNS, ROWS, MARKS = "word", "words", "texts", "patterns", "rows", "marks"
"""Kinds of value: a string; strings in lower case; strings; regular expressions; lists of strings;
a table of strings."""

TABLES: dict[str, dict[str, tuple[str, str]]] = {
    "": {
        "code": (WORD, "the language's ISO 639-1 code, which is the folder's name"),
        "name": (WORD, "the language's name in English"),
        "morphology": (WORD, '"pymorphy3" where it has the language\'s dictionary, else "lexicon"'),
        "script": (WORD, '"latin" or "cyrillic"; words in the other script are foreign names'),
        "wires": (WORDS, "register ids of agencies whose name behind a verb of saying is a citation"),
        "home_countries": (TEXTS, "ISO 3166 codes of the countries where outlets publish in the language"),
    },
    "detect": {
        "letters": (WORD, "letters that speak for the language"),
        "never": (WORD, "letters that its own words never have"),
        "words": (WORDS, "its commonest words"),
    },
    "closed": {
        "prepositions": (WORDS, "in, of, …; these forms are what the table says, whatever a dictionary says"),
        "conjunctions": (WORDS, "and, but, …"),
        "subordinators": (
            WORDS,
            "words that open a dependent clause, relative pronouns in all forms included",
        ),
        "adverbs": (WORDS, "adverbs and particles that news uses often, negation included"),
        "pronouns": (WORDS, "personal and demonstrative pronouns in all forms"),
        "determiners": (WORDS, "articles and the like"),
        "auxiliaries": (WORDS, "auxiliary and modal verbs in all forms"),
        "finite_verbs": (WORDS, "irregular finite forms of common verbs"),
        "adjectives": (WORDS, "adjectives that no ending tells"),
    },
    "inflection": {
        "gerund_ending": (WORD, "ending of the -ing form"),
        "plural_endings": (TEXTS, "endings that tell a plural of a word no list has"),
        "participle_endings": (TEXTS, "endings of the forms that are participle and past tense at once"),
        "possessive_ending": (WORD, "what marks an owner"),
        "animate_endings": (TEXTS, "endings of words for people"),
        "inanimate": (WORDS, "words with such an ending that are no people"),
        "marks": (MARKS, "ending of a form -> what it is"),
        "verb": (ROWS, "[pattern of the entry, replacement, …]: its regular forms; the first row that fits"),
        "noun": (ROWS, "the same for all entries that are no verbs"),
    },
    "inflection.irregular": {"*": (WORD, "entry -> its other forms")},
    "inflection.marks": {"*": (TEXTS, "kind of form -> its endings")},
    "paradigms": {
        "verb": (ROWS, "[ending of the entry, marks, forms]: how verbs inflect"),
        "noun": (ROWS, "the same for nouns"),
        "person": (ROWS, "the same for words for people, before `noun` is tried"),
        "adjective": (ROWS, "the same for adjectives"),
        "guess": (ROWS, "[ending of a word that no list has, ending of its lemma, readings]"),
        "form_classes": (WORDS, "classes whose entries are single forms and do not inflect"),
    },
    "paradigms.slots": {"*": (WORD, "name of a form in the rows -> its grammatical marks")},
    "paradigms.templates": {"*": (WORD, "name -> a run of endings that many rows share")},
    "paradigms.tables": {"*": (WORDS, "table of rows -> the classes that inflect by it")},
    "paradigms.forms": {"*": (WORD, "a form -> its readings, where no rule tells them")},
    "paradigms.irregular": {"*": (WORD, "an entry -> its marks and all its forms")},
    "endings": {"*": (TEXTS, "part of speech -> endings that tell it, for words that no list has")},
    "abbreviated": {"*": (WORD, "a title's abbreviation -> what it stands for")},
    "stemming": {"rules": (ROWS, "[ending, replacement]: brings a form near its lemma, for search")},
    "gender": {"*": ("number", "form -> 1 he, 2 she")},
    "romanisation": {
        "*": (
            WORD,
            "letters -> how English news spells them in names; ^ for a word's beginning, $ for its end",
        )
    },
    "months": {"names": (WORDS, "how the twelve months' names begin, January first")},
    "names": {
        "particles": (WORDS, "small words inside a person's name: de, van, ибн"),
        "joining": (WORDS, "the word between two authors of a byline"),
    },
    "sentence": {
        "asks": (WORDS, "question words that open a heading, besides `interrogative_content`"),
        "abbreviations": (TEXTS, "words whose full stop ends no sentence"),
        "may_end": (TEXTS, "abbreviations that can end one all the same"),
        "before_number": (TEXTS, "abbreviations that a number follows"),
    },
}
REQUIRED = (
    "code", "name", "morphology", "detect.letters", "detect.words", "closed.prepositions",
    "closed.conjunctions", "closed.subordinators", "closed.adverbs", "closed.pronouns", "months.names",
    "sentence.abbreviations",
)  # fmt: skip

ALL, CASES, ORDER, OPTIONAL = "all", "cases", "order", "optional"
"""Which languages a class is asked of: every one; those that mark cases; those where order decides; none,
though a pack may state it."""

CLASSES: dict[str, tuple[str, str]] = {
    # verbs
    "speak_say": (ALL, "verbs of saying with a clause, a quotation or alone: say, announce, add"),
    "speak_publish": (ALL, "those that media are cited with: write, report"),
    "speak_name": (ALL, "verbs whose object is what is said: call, describe, propose"),
    "speak_urge": (ALL, "demands, appeals, promises: urge, vow"),
    "speak_judge": (ALL, "verbs whose whole clause is what is said: reject, condemn, deny"),
    "speak_accuse": (ALL, "accuse, blame"),
    "speak_object": (ALL, "verbs that may say something by a bare object: confirm, announce"),
    "speak_passive": (CASES, "passive or agentless forms that go on with the source before: «отмечается»"),
    "speak_as": (OPTIONAL, "verbs of saying only behind «as»: as he put it"),
    "speak_clear": (ORDER, "given by the engine to «made it clear»"),
    "speak_core": (ORDER, "verbs that attribute wherever they stand"),
    "speak_light": (OPTIONAL, "verbs that say something with a noun of speech: issue, make"),
    "speak_show": (ORDER, "what documents do: show, find"),
    "light": (ORDER, "given by the engine to a light verb with its noun"),
    "verb_believe": (ALL, "voiced opinion: believe, think, be sure"),
    "verb_intend": (ALL, "planning, wanting, fearing: facts about somebody, no attribution"),
    "verb_weak": (ORDER, "see, know, expect: attribute only in strong frames"),
    "verb_stance": (ORDER, "support, oppose: somebody's stance, told by whoever tells it"),
    "ask_verb": (ORDER, "ask, wonder: content begins with if or whether"),
    "deny_verb": (ALL, "deny, refute"),
    "reject_verb": (ALL, "reject, dismiss: denial where an accusation is the object"),
    "demand_verb": (ALL, "urge, demand: what is said is a command"),
    "forecast_verb": (ALL, "predict: what is said is a prediction"),
    "quote_verb": (ALL, "cite, quote: the medium gives another's words"),
    "listener_verb": (ORDER, "verbs that take whom one speaks to: tell, warn"),
    "speak_it": (ORDER, 'verbs of saying that "it" can be the subject of, for a body or a text: add, note'),
    "told_verb": (ORDER, "those that always do, so that no speaker stands behind them: tell, remind"),
    "speak_quoted": (ORDER, "verbs that say something only with a quotation: continue, laugh"),
    "manage_verb": (CASES, "verbs that an infinitive of saying completes: «поспешил опровергнуть»"),
    "concern_verb": (ALL, "verbs that tell what something is about: «йдеться»"),
    "show_verb": (CASES, "show, prove: a document or a fact is the subject"),
    "write_verb": (ORDER, "verbs of writing for a medium"),
    "perfect": (ORDER, "forms of have: a participle behind it goes on with it"),
    "copula": (ALL, "be, become: a verb of saying behind it is passive"),
    "predicative": (CASES, "words that make a sentence without a verb: «нужно», «должен»"),
    # sources
    "outlet_noun": (ALL, "common nouns for media: agency, newspaper, channel"),
    "outlet_person": (ALL, "those who work there: reporter"),
    "media_word": (ORDER, "words in the names of media that no register lists: News, Tribune"),
    "article_noun": (CASES, "what a medium prints: «материал», «статья»"),
    "anon_noun": (ALL, "unnamed individuals: source, official, witness"),
    "group_noun": (ALL, "vague groups: experts, critics, residents"),
    "mass_group": (ORDER, "groups that stand in the singular: opposition"),
    "role_noun": (ALL, "roles of persons: president, director"),
    "title_noun": (ORDER, "titles before names, abbreviated too: Dr, Sen"),
    "spokes_noun": (ALL, "those who speak for a body: spokesman, press service"),
    "of_person": (CASES, "people of somebody: wife, lawyer"),
    "org_noun": (ALL, "bodies: ministry, court, company, and abbreviations"),
    "generic_body": (ALL, "bodies that a text must have named before: the ministry"),
    "company_noun": (ALL, "bodies that are companies"),
    "government_noun": (ALL, "bodies of government"),
    "collective_place": (ALL, "places that are bodies, several words included: the White House"),
    "place": (CASES, "countries and capitals, lower case"),
    "place_as_body": (ALL, "capitals that stand for their governments"),
    "demonym_place": (ORDER, "places, peoples, days and months: capitals that are no person's name"),
    "country_word": (ALL, "the country: no part of a body's name"),
    "doc_noun": (ALL, "documents: report, poll, law"),
    "statement_noun": (ALL, "what somebody states: statement, post, interview"),
    "interview_noun": (ALL, "interview, talk: the medium behind it is a hop"),
    "site_noun": (ALL, "site, page, account: speaks for whose it is"),
    "platform": (ALL, "social networks: no source of their own"),
    "share_noun": (ORDER, "percent, half: people counted in a poll"),
    # words of speech
    "claim_noun": (ALL, "nouns of saying with a clause: statement that, «информация о том, что»"),
    "rumour_noun": (ALL, "those that nobody in particular stands behind: rumour"),
    "speech_noun": (OPTIONAL, "nouns that a light verb says something with: statement, warning"),
    "link_noun": (OPTIONAL, "nouns before the medium spoken to, besides `interview_noun`"),
    "speech_word": (ALL, "words, quote: what a quoting medium gives of somebody"),
    "assertion": (ALL, "what is denied: allegation, claim"),
    "charge_word": (ALL, "words of a charge: accused people are no hedges"),
    "reported": (ALL, "forms that go on with no source before: «сообщалось»"),
    # doubt and judgement
    "hedge": (ALL, "words of doubt: allegedly, reportedly"),
    "hedge_aside": (CASES, "words of doubt that count between commas: «вероятно»"),
    "hedge_adjective": (ALL, "alleged, supposed"),
    "judgement": (ALL, "words of opinion: disgrace, wonderful"),
    "negation": (ALL, "not, never: a verb of saying behind it says nothing"),
    "hypothesis": (ALL, "if, would: nothing was said"),
    # small words
    "complementizer": (ALL, "words that open what is said: that, whether, how"),
    "interrogative_content": (ALL, "those that stay in the content: how, why"),
    "whether": (ALL, "whether, if"),
    "purpose": (ALL, "so that: a clause of a demand"),
    "that_word": (ORDER, "that"),
    "about_that": (CASES, "the last word before a fronted clause: «о том, что»"),
    "as_word": (ALL, "as: opens «как сообщает X»"),
    "bare_this": (ALL, "this, alone as an object"),
    "this_word": (CASES, "words that take up the source before: «этим», «тем»"),
    "not_said": (ALL, "words that the clause answers instead of the verb: «так, что»"),
    "contrast": (ALL, "words that open another main clause: but, while"),
    "strong_contrast": (ORDER, "those that always do: but"),
    "also_word": (ALL, "also, too: the source before goes on"),
    "joining": (CASES, "conjunctions that join two clauses behind a comma"),
    "relative": (ORDER, "who, which: relative pronouns"),
    "subject_relative": (ORDER, "those that can be a subject"),
    "article": (ORDER, "the"),
    "indefinite": (ORDER, "a, another: somebody new"),
    "quantifier": (ALL, "one, some, several: selects from a group"),
    "both_word": (ORDER, "both, all: stand between subject and verb"),
    "he": (ALL, "forms of he"),
    "she": (ALL, "forms of she"),
    "they": (ALL, "forms of they"),
    "it": (ORDER, "forms of it"),
    "his": (ALL, "possessives of the third person"),
    "outlet_part": (OPTIONAL, "parts of a medium that its name stands behind: service, desk"),
    "sole_role": (OPTIONAL, "offices that one person holds at a time: president, chancellor"),
    "any_role": (OPTIONAL, "words for whoever is in office: leader, politician"),
    "own_word": (OPTIONAL, "the possessive of the subject itself: «свой»"),
    "first_person": (ALL, "I, we, my"),
    "subject_pronoun": (CASES, "pronouns in the nominative"),
    "we_word": (ALL, "we: the publisher speaks of itself"),
    "time_noun": (ALL, "days, months, parts of the day: no source"),
    "time_word": (ORDER, "words of time that may stand between"),
    "weekday": (ORDER, "days that stand bare behind a verb: said Monday"),
    "infinitive_mark": (ORDER, "to"),
    "particle": (ORDER, "up, off: belong to the verb before them"),
    # prepositions
    "about_preposition": (ALL, "about: its object is what is said"),
    "urge_preposition": (ALL, "prepositions of what is demanded"),
    "at_preposition": (ALL, "in, at: «в Кремле заявили»"),
    "medium_preposition": (ALL, "prepositions before the medium spoken to"),
    "role_preposition": (ALL, "prepositions inside a role: minister for"),
    "org_preposition": (CASES, "prepositions that make a body of an agency: «агентство по …»"),
    "of_preposition": (ALL, "of, from: one of the officials"),
    "from_preposition": (ALL, "prepositions of whose a document is: by, from"),
    "by_preposition": (CASES, "prepositions of «по словам»; with `by_noun`"),
    "by_noun": (CASES, "forms that make a cue with it: «словам», «данным»"),
    "adverbial_preposition": (ORDER, "prepositions of place and time between subject and verb"),
    "adverbial_subordinator": (ORDER, "subordinators of time and reason behind a cue"),
    "light_preposition": (ORDER, "prepositions behind a noun of speech"),
    "like_preposition": (ORDER, "prepositions that take a clause's place"),
    "object_preposition": (ORDER, "prepositions before a gerund that says nothing"),
    "opening_preposition": (ORDER, "prepositions that open a sentence before its subject"),
    "write_preposition": (ORDER, "writes for X"),
}
STOCK = re.compile(r"_plain$")
"""Classes that nothing asks for by name: they only teach the forms of common words."""

PHRASES: dict[str, str] = {
    "link": "citing: the source behind it is a hop beyond",
    "according": "according to: the source stands right behind it",
    "hearsay": "it is said, «по имеющимся данным»: somebody says, nobody is named",
    "this_object": "about this: what stands before is attributed",
    "own_voice": "«напомним»: the publisher's own voice",
    "hedge": "words of doubt",
    "hedge_adjective": "alleged, purported",
    "charge_word": "words of a charge",
    "assertion": "what is denied",
    "deny_benefit": "what can be denied without speaking: bail, entry",
    "connective": "words that a sentence can begin with and say nothing by",
    "numeral": "numbers in words",
    "view": "I think, in my opinion",
    "judgement": "words of opinion",
}
PATTERN_NAMES: dict[str, str] = {
    "furniture": "lines that are no prose: read also, share, photo",
    "legal": "copyright and terms",
    "credit": "a picture's credit; the short sentence before it is its caption",
    "tail": "where the article has ended",
    "byline": "authors; group `authors`",
    "dateline": "place, date and agency in front of the prose; group `publisher`; capitals count",
    "own_report": "the publisher speaks of itself; group `publisher`; capitals count",
    "date": "a full date; groups `day`, `month`, `year`",
    "no_comment": "declined to comment, did not answer",
    "denied": "denial in other words than a verb of denying",
    "untrue": "is not true",
    "wish": "wishes and commands",
    "future": "what is yet to come",
    "duty": "should, must: what ought to be",
}
GROUPS = {
    "byline": {"authors"},
    "dateline": {"publisher"},
    "own_report": {"publisher"},
    "date": {"day", "month", "year"},
}
"""Named groups that a pattern may have; `byline` and `date` must."""


def asked_of(need: str, *, cased: bool) -> bool:
    """True where a class with that need is asked of a language that marks cases, or does not."""
    return need == ALL or need == (CASES if cased else ORDER)
