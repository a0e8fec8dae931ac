"""What a right reaches; which right reaches what stands in the table of rights."""

from linli.staff.worded import Worded, _


class Relation(Worded):
    """What a right reaches, seen from the area of the post."""

    OWN_GRID = "OWN_GRID", _("本网格"), _("岗位所在的网格；岗位在社区的，社区里的各网格")
    OWN_COMMUNITY = "OWN_COMMUNITY", _("本社区"), _("岗位所在的社区和它的网格")
    OWN_OFFICE = "OWN_OFFICE", _("本级"), _("只有岗位所在的那一级本身，不含下级")
    OWN_AND_NEXT = "OWN_AND_NEXT", _("本级和下一级"), _("岗位所在的地区本身和紧接着的下一级，不含更下级")
    BELOW = "BELOW", _("本级及以下"), _("岗位所在的地区和它的所有下级")
    OWN_CHAIN = "OWN_CHAIN", _("本级留痕"), _("在县（区）的连同下级，在市、省的只有本级；省另有不属地区的")
    CHAIN = "CHAIN", _("上下级"), _("岗位所在的地区、它的各个上级和所有下级")
    HANDED_OVER = "HANDED_OVER", _("只限移交来的"), _("只有送到或移交给本单位的人和事")
    ASSIGNED = "ASSIGNED", _("只限分派给本人的"), _("岗位范围里，指名分派给本人、还没有收回的人和事")
