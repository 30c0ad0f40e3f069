"""Acts of surveys: the questions, running a survey, and answering one."""
