import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

from esafety.audit.triggers import insert_only, protect, unprotect

EDITIONS = 'reports_edition'


def _open(apps, schema_editor):
    # SQLite rebuilds a table to add a column, and its triggers would be lost unseen.
    unprotect(schema_editor.connection, EDITIONS)


def _close(apps, schema_editor):
    protect(schema_editor.connection, EDITIONS)


def _nothing_new(apps, schema_editor):
    """Back again only while nothing would be lost that the earlier tables had no place for."""
    held = {
        'words': apps.get_model('reports', 'SectionWords')._base_manager.exclude(text=''),
        'cleared names': apps.get_model('reports', 'NameClearance')._base_manager,
        'publications': apps.get_model('reports', 'Publication')._base_manager,
        'reports of years': apps.get_model('reports', 'GovernorReport')._base_manager.filter(span='year'),
        'editions with a text for each section': apps.get_model('reports', 'Edition')._base_manager.exclude(frame={}),
    }
    lost = [name for name, rows in held.items() if rows.exists()]
    if lost:
        raise IrreversibleError(f"These would be lost: {', '.join(lost)}.")


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
        ('reports', '0004_papers'),
        ('schools', '0002_pupils_role'),
    ]

    operations = [
        migrations.RunPython(_open, _close),
        migrations.CreateModel(
            name='NameClearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('correction', 'correction'), ('incidents', 'incidents'), ('children', 'children'), ('handling', 'handling'), ('sanctions', 'sanctions'), ('agreements', 'agreements'), ('policies', 'policies'), ('training', 'training'), ('filtering', 'filtering'), ('meetings', 'meetings'), ('surveys', 'surveys'), ('actions', 'actions')], max_length=12)),
                ('names', models.JSONField()),
                ('reason', models.TextField(blank=True)),
                ('cleared_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('approved_at', models.DateTimeField()),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReadingConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('read_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SectionWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('correction', 'correction'), ('incidents', 'incidents'), ('children', 'children'), ('handling', 'handling'), ('sanctions', 'sanctions'), ('agreements', 'agreements'), ('policies', 'policies'), ('training', 'training'), ('filtering', 'filtering'), ('meetings', 'meetings'), ('surveys', 'surveys'), ('actions', 'actions')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='governorreport',
            name='report_once_per_term',
        ),
        migrations.RemoveConstraint(
            model_name='governorreport',
            name='annex_once_per_maker',
        ),
        migrations.AddField(
            model_name='edition',
            name='frame',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='edition',
            name='html_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='edition',
            name='texts',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='governorreport',
            name='corrected_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='governorreport',
            name='corrected_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='governorreport',
            name='span',
            field=models.CharField(choices=[('term', 'Term'), ('year', 'School year')], default='term', max_length=4),
        ),
        migrations.AddConstraint(
            model_name='governorreport',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'main')), fields=('school', 'term', 'span'), name='report_once_per_term'),
        ),
        migrations.AddConstraint(
            model_name='governorreport',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'annex')), fields=('school', 'term', 'span', 'drafted_by'), name='annex_once_per_maker'),
        ),
        migrations.AddConstraint(
            model_name='governorreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrected_at__isnull', True), ('corrected_by__isnull', True)), models.Q(('corrected_at__isnull', False), ('corrected_by__isnull', False)), _connector='OR'), name='report_corrected_at_and_by'),
        ),
        migrations.AddField(
            model_name='nameclearance',
            name='cleared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='nameclearance',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.governorreport'),
        ),
        migrations.AddField(
            model_name='nameclearance',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school'),
        ),
        migrations.AddField(
            model_name='publication',
            name='approved_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='publication',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='reports.edition'),
        ),
        migrations.AddField(
            model_name='publication',
            name='published_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='publication',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.governorreport'),
        ),
        migrations.AddField(
            model_name='publication',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school'),
        ),
        migrations.AddField(
            model_name='readingconfirmation',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='readingconfirmation',
            name='publication',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.publication'),
        ),
        migrations.AddField(
            model_name='readingconfirmation',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school'),
        ),
        migrations.AddField(
            model_name='sectionwords',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='sectionwords',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.governorreport'),
        ),
        migrations.AddField(
            model_name='sectionwords',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school'),
        ),
        migrations.AddConstraint(
            model_name='readingconfirmation',
            constraint=models.UniqueConstraint(fields=('publication', 'member'), name='read_once_by_each'),
        ),
        migrations.AddConstraint(
            model_name='sectionwords',
            constraint=models.UniqueConstraint(fields=('report', 'section'), name='words_once_per_section'),
        ),
        migrations.RunPython(_close, _open),
        insert_only('reports_nameclearance'),
        insert_only('reports_publication'),
        insert_only('reports_readingconfirmation'),
        migrations.RunPython(migrations.RunPython.noop, _nothing_new),
    ]
