import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0003_full_text_index'),
        ('jobs', '0001_initial'),
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LogPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('requested_at', models.DateTimeField()),
                ('filters', models.JSONField(default=dict)),
                ('incidents', models.JSONField(default=list)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('pdf', models.BinaryField(default=b'')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('unavailable', models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='incident',
            name='incident_by_day',
        ),
        migrations.RemoveIndex(
            model_name='incident',
            name='incident_by_submission',
        ),
        migrations.RemoveIndex(
            model_name='incident',
            name='incident_by_status',
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(fields=['school', '-happened_on', '-reference'], name='log_by_day'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(fields=['school', '-submitted_at', '-reference'], name='log_by_report'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(models.F('school'), models.Case(models.When(status='submitted', then=models.Value(0)), models.When(status='acknowledged', then=models.Value(1)), models.When(status='investigating', then=models.Value(2)), models.When(status='in_action', then=models.Value(3)), models.When(status='closed', then=models.Value(4)), models.When(status='not_incident', then=models.Value(5)), models.When(status='merged', then=models.Value(6)), output_field=models.SmallIntegerField()), models.OrderBy(models.F('happened_on'), descending=True), models.OrderBy(models.F('reference'), descending=True), name='log_by_state'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(fields=['school', 'status', '-happened_on', '-reference'], name='log_of_status'),
        ),
        migrations.AddField(
            model_name='logprint',
            name='job',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='jobs.job'),
        ),
        migrations.AddField(
            model_name='logprint',
            name='requested_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.membership'),
        ),
        migrations.AddField(
            model_name='logprint',
            name='school',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school'),
        ),
        migrations.AddIndex(
            model_name='logprint',
            index=models.Index(fields=['requested_at'], name='print_by_age'),
        ),
        migrations.AddConstraint(
            model_name='logprint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('sha256', '')), models.Q(('made_at__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='print_made_with_its_hash'),
        ),
    ]
