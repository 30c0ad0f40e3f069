from django.db import migrations

FIRST = 'incidents'


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


def _publications(apps, schema_editor):
    reports = apps.get_model('reports', 'GovernorReport')
    editions = apps.get_model('reports', 'Edition')
    publications = apps.get_model('reports', 'Publication')
    for report in reports._base_manager.filter(status='published'):
        final = editions._base_manager.filter(
            report=report, final=True, built_at__gte=report.approved_at
        )
        edition = final.order_by('number').only('pk').last()
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


def _immediately(apps, schema_editor):
    # PostgreSQL changes no table while rows of it still wait for their checks.
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')


class Migration(migrations.Migration):

    dependencies = [('reports', '0005_report_life')]

    operations = [
        migrations.RunPython(_sections, migrations.RunPython.noop),
        migrations.RunPython(_publications, migrations.RunPython.noop),
        migrations.RunPython(_immediately, migrations.RunPython.noop),
        migrations.RemoveField(model_name='governorreport', name='names_cleared'),
        migrations.RemoveField(model_name='governorreport', name='words'),
    ]
