"""Judges the planner: learners whose memories follow other laws than its own, and policies that teach them.

interface   what a policy is told and must answer: all that judge and planner share
memories    four laws of forgetting that disagree
learner     somebody drawn from a population: such a memory, answer times, ways of grading
baselines   what other programs do
policies    the table of policies, the planner among them
judge       one policy before one learner, and many of them at once
report      the figures and the verdict
tables      the report in lines
"""
