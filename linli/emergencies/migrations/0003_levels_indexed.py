"""What is asked of the levels, once they have their rows: PostgreSQL alters no table that it just wrote to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('emergencies', '0002_levels'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='emergency',
            name='emergency_waiting',
        ),
        migrations.RemoveField(
            model_name='emergency',
            name='waiting_for',
        ),
        migrations.RemoveField(
            model_name='emergency',
            name='waiting_until',
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(condition=models.Q(('clock_at__isnull', False)), fields=['clock_at'], name='emergency_clock'),
        ),
        migrations.AddIndex(
            model_name='emergencylevel',
            index=models.Index(condition=models.Q(('waiting', True)), fields=['area'], name='emergency_level_waiting'),
        ),
        migrations.AddConstraint(
            model_name='emergencylevel',
            constraint=models.UniqueConstraint(fields=('emergency', 'level'), name='emergency_level_once'),
        ),
        migrations.AddConstraint(
            model_name='emergencylevel',
            constraint=models.CheckConstraint(condition=models.Q(('acknowledged_at__isnull', False), ('waiting', True), _negated=True), name='emergency_level_knows_or_waits'),
        ),
    ]
