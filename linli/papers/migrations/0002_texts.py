"""Linli's own texts of the five papers. A county may set its own beside them."""

from uuid import UUID

from django.db import migrations

NOTICE = """\
{name}：
为了您、家人和邻居的健康，您的医学观察从{anchor_day}起算。请您从{first_day}起在家观察，到{last_day}24时止，{release_day}起解除。
一、观察期间请做到
- 不外出，不接待来访。买菜、买药、倒垃圾，请打电话给网格员，由我们送到门口、收到门口。
- 尽量一人住一间，常开窗。与家人分开吃饭，餐具、毛巾分开用；到共用的地方要戴口罩。
- 每天上午、下午各量一次体温，如实告诉上门或来电的工作人员。
二、出现下列任何一种情况，请马上打电话，不要等下一次上门
- 体温达到 {fever}（含 {fever}）；
- {symptoms}。
三、请打给
- 网格员{worker}，社区值班电话 {phone}；
- 社区医生{doctor}（{health_unit}），电话 {doctor_phone}。
- 不要自己去医院，不要乘公交、地铁、出租车，也不要一个人走；由医生安排专用车辆或 120 送您到发热门诊。
四、说明
- 居家医学观察是传染病防控措施，《传染病防治法》要求单位和个人配合并如实提供情况。您的信息只用于防疫，我们替您保密。
"""
COMMITMENT = """\
我是{name}，住{address}。社区已向我说明居家医学观察的要求。我自愿从{first_day}起在家观察，到{last_day}24时止，并承诺：
- 不外出，也不让亲友来访；需要帮助时联系网格员。
- 一人住一间，常通风；到家里共用的地方戴口罩。
- 与家人错开时间吃饭，餐具单独使用、单独消毒。
- 每天上午、下午各量一次体温，如实登记，不瞒报、不漏报。
- 体温达到 {fever}（含 {fever}），或出现{symptoms}中的任何一种，马上报告，不自行去医院、不乘公共交通。
- 同住家人已知道以上要求，愿意互相提醒。
社区值班电话 {phone}；社区医生{doctor}，电话 {doctor_phone}。
"""
RELEASE = """\
{name}：
您从{first_day}起接受医学观察，到{last_day}期满。经社区医生核对，观察期内各次体温已登记或说明，没有等待处理的异常情况，自{release_day}起解除医学观察。
解除以后请继续注意：
- 出门戴口罩，勤洗手，少去人多的地方。
- 如果体温达到 {fever}（含 {fever}），或出现{symptoms}，请打社区医生{doctor}的电话 {doctor_phone} 或社区值班电话 {phone}，不要自行乘公共交通去医院。
"""
COMPLETION = """\
兹证明{name}（{sex}，证件号码后四位 {id_last4}），住{community}{address}，从{first_day}起居家医学观察，到{last_day}观察期满，已于{release_day}解除。
特此证明。
"""
RESIDENCE = """\
兹证明{name}（{sex}，证件号码后四位 {id_last4}）现居住在{community}{address}。
本证明只说明居住情况，不说明健康情况。
特此证明。
"""
# kind -> (id, body); fixed ids, so that every installation names the same text the same.
TEXTS = {
    "NOTICE": (UUID("01700000-0000-7000-8000-000000000001"), NOTICE),
    "COMMITMENT": (UUID("01700000-0000-7000-8000-000000000002"), COMMITMENT),
    "RELEASE": (UUID("01700000-0000-7000-8000-000000000003"), RELEASE),
    "COMPLETION": (UUID("01700000-0000-7000-8000-000000000004"), COMPLETION),
    "RESIDENCE": (UUID("01700000-0000-7000-8000-000000000005"), RESIDENCE),
}


def add(apps, schema_editor):
    template = apps.get_model("papers", "PaperTemplate")
    template.objects.bulk_create(
        template(id=id, kind=kind, area="", version=1, body=body) for kind, (id, body) in TEXTS.items()
    )


def remove(apps, schema_editor):
    apps.get_model("papers", "PaperTemplate").objects.filter(pk__in=[id for id, _ in TEXTS.values()]).delete()


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
