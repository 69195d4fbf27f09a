from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("syndication", "0002_verbs")]

    operations = [
        migrations.AddField(
            model_name="renderedentry", name="deflated", field=models.BinaryField(default=bytes)
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["selection", "published_at"], name="membership_published"),
        ),
    ]
