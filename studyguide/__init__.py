"""A terminal program that prepares for the security topics of one exam.

The rooms, each importing only from those above it:

    errors, settings   what a user can mend; where files live
    sums, visible      the one checksum; text that cannot act on a terminal
    guide              what there is to learn: packs read strictly from YAML
    cards              what can be asked, and whether an answer is right
    memory             what is remembered: FSRS-6, the study day
    journal            what happened: the append-only record of answers
    study              what to do now: the plan and the sitting
    plain, tui         two faces over one sitting: print and input, or a Textual screen
    exchange           other people's formats: Anki, TSV, Markdown, HTML, review logs
    web                the screens in a browser: a small server, and who may talk to it
    simulate           judges the planner on simulated learners
    commands, cli      the commands; what they work with is built once
"""

__version__ = "0.1.0"
