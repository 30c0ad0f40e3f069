"""Work to be done later, kept in the database. Celery carries only a job's id.

`from esafety.jobs import services as jobs; jobs.enqueue(...)` inside the transaction of an act;
`@esafety.jobs.registry.handler("kind")` on the function that does it.
"""
