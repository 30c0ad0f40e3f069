from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError

from esafety.audit.triggers import protect, unprotect

FIRST = 'incidents'
PUBLICATIONS = 'reports_publication'


def _sections(apps, schema_editor):
    """The words of a report become those of its first section; what is out is a publication."""
    reports = apps.get_model('reports', 'GovernorReport')
    words = apps.get_model('reports', 'SectionWords')
    for report in reports._base_manager.exclude(words=''):
        words._base_manager.create(
            school_id=report.school_id,
            report=report,
            section=FIRST,
            text=report.words,
            changed_at=report.drafted_at,
            changed_by_id=report.drafted_by_id,
        )


def _one_text(apps, schema_editor):
    """Back again, where every report has one text, as it had before: nothing may be lost."""
    reports = apps.get_model('reports', 'GovernorReport')
    words = apps.get_model('reports', 'SectionWords')
    if words._base_manager.exclude(section=FIRST).exclude(text='').exists():
        raise IrreversibleError('Reports have words in several sections, which had no place.')
    for one in words._base_manager.filter(section=FIRST):
        reports._base_manager.filter(pk=one.report_id).update(words=one.text)
    words._base_manager.all().delete()


def _publications(apps, schema_editor):
    reports = apps.get_model('reports', 'GovernorReport')
    editions = apps.get_model('reports', 'Edition')
    publications = apps.get_model('reports', 'Publication')
    for report in reports._base_manager.filter(status='published'):
        # Before there were final editions the newest was what its readers had.
        of_report = editions._base_manager.filter(report=report).order_by('number').only('pk')
        final = of_report.filter(final=True, built_at__gte=report.approved_at).last()
        edition = final or of_report.last()
        if edition is not None:
            publications._base_manager.create(
                school_id=report.school_id,
                report=report,
                edition=edition,
                approved_at=report.approved_at,
                approved_by_id=report.approved_by_id,
                published_at=report.published_at,
                published_by_id=report.published_by_id,
            )


def _unpublished(apps, schema_editor):
    """Back again, where each published report was published once, as it stands."""
    publications = apps.get_model('reports', 'Publication')
    reports = apps.get_model('reports', 'GovernorReport')
    found = list(publications._base_manager.order_by().values_list('report', flat=True))
    out = reports._base_manager.filter(status='published').values_list('pk', flat=True)
    if len(found) != len(set(found)) or set(found) - set(out):
        raise IrreversibleError('Reports were corrected, of which the earlier tables know nothing.')
    if apps.get_model('reports', 'ReadingConfirmation')._base_manager.exists():
        raise IrreversibleError('Governors confirmed that they read, which would be lost.')
    unprotect(schema_editor.connection, PUBLICATIONS)
    publications._base_manager.all().delete()
    _immediately(apps, schema_editor)
    protect(schema_editor.connection, PUBLICATIONS)


def _immediately(apps, schema_editor):
    # PostgreSQL changes no table while rows of it still wait for their checks.
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')


class Migration(migrations.Migration):

    dependencies = [('reports', '0005_report_life')]

    operations = [
        migrations.RunPython(_sections, _one_text),
        migrations.RunPython(_publications, _unpublished),
        migrations.RunPython(_immediately, migrations.RunPython.noop),
        migrations.RemoveField(model_name='governorreport', name='names_cleared'),
        migrations.RemoveField(model_name='governorreport', name='words'),
    ]
