"""Whole headers that rosters use, by field: Chinese and English, squeezed as `fields.squeeze` does."""

from typing import Final

# The first word of each list is the field's own name.
SYNONYMS: Final = {
    "name": """
        姓名 名字 人员姓名 返乡人姓名 返乡人员姓名 返乡人 返乡人员 返回人员 返回人员姓名 返回人姓名 来肥人员
        来人姓名 外来人员姓名 被排查人 被排查人姓名 居民姓名 本人姓名 人员 被观察人 重点人员 重点人员姓名
        返皖人员 返程人员 真实姓名 姓名全称 name fullname personname nameinchinese chinesename returnee
        returneename person resident
    """,
    "sex": """
        性别 男女 性 gender sex mf
    """,
    "id_type": """
        证件类型 证件类别 证件种类 证件名称 身份证件类型 证照类型 idtype documenttype typeofid idkind
        certificatetype
    """,
    "id_number": """
        身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 公民身份证号 证件号 证件号码 身份证件号码
        身份证件号 身份号码 身份证编号 居民身份证号 居民身份证 居民身份证号码 二代证号 有效证件号 有效证件号码
        证照号码 身份证或护照号 身份证明号码 护照号 护照号码 idnumber id idno idnum idcard idcardno idcardnumber
        nationalid nationalidnumber nationalidno identitynumber identityno identitycard identitycardnumber
        identitycardno citizenid passport passportno passportnumber documentnumber documentno prcid
    """,
    "phone": """
        联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 本人电话 本人手机 移动电话 联系手机 联系电话手机
        电话1 电话一 手机1 联系电话1 联系方式1 联系号码 本人联系电话 本人联系方式 常用电话 联络电话 联络方式
        手机电话 返乡人电话 phone phonenumber phoneno telephone tel telno telephonenumber telephoneno mobile
        mobileno mobilenumber mobilephone cell cellphone cellphonenumber contactnumber contactno contactphone
        contact contacttel contactinformation contactinfo
    """,
    "address": """
        现住址 住址 地址 居住地址 现居住地址 家庭住址 家庭地址 详细地址 详细住址 居住地 现居住地 现居地 现住地址
        现住地 本地住址 本地居住地址 本地详细居住地址 本地地址 居家地址 具体住址 具体地址 家庭详细地址
        家庭详细住址 住所 住处 居住地点 居住详细地址 现居住详细地址 返乡住址 返乡地址 返乡居住地址 返乡后住址
        返回后住址 返回后居住地址 返乡后居住地 返回居住地 在肥住址 在肥居住地址 来肥住址 目前住址 目前居住地
        现家庭住址 门牌号 门牌 楼栋门牌 楼栋房号 小区楼栋 小区及楼栋号 常住地址 address homeaddress
        currentaddress residence residentialaddress localaddress addresslocal placeofresidence residenceaddress
        livingaddress home presentaddress streetaddress fulladdress
    """,
    "building": """
        楼栋 栋 幢 楼号 楼 栋号 幢号 楼栋号 楼幢 号楼 楼座 楼幢号 building buildingno bldg block blockno
        buildingnumber
    """,
    "unit": """
        单元 单元号 unit unitno entrance
    """,
    "room": """
        房号 室 室号 房间号 户号 房间 房屋号 房室号 门户号 门室 号室 room roomno apartment apt apartmentno
        flatno roomnumber flat
    """,
    "grid": """
        网格 所属网格 网格名称 网格号 网格编号 所在网格 网格区域 责任网格 grid gridno gridname gridnumber
    """,
    "household_head": """
        户主 户主姓名 家庭户主 户主名字 householdhead headofhousehold head householder
    """,
    "relation": """
        与户主关系 关系 与户主的关系 户主关系 家庭关系 成员关系 relation relationship relationtohead
        relationshiptohead relationtohouseholdhead relationshiptohouseholdhead relationshiptoheadofhousehold
    """,
    "born_on": """
        出生日期 出生年月 出生年月日 生日 出生时间 出生 dob dateofbirth birthdate birthday birth born bornon
    """,
    "age": """
        年龄 岁数 周岁 年纪 年龄岁 age ageyears ageinyears
    """,
    "origin": """
        来源地 离开地点 出发地点 始发地点 返回地点
        来自 从何地返回 从何处返回 何地返回 何处来 何处返回 来自何处 来自何地 从哪来 从哪里来 从哪里返回
        从何而来 从何处来 从何地来 来源 始发地 出发地 出发城市 离开地 返乡来源 返回来源地 返乡前所在地
        返乡前居住地 返回前居住地 返乡前住址 旅居地 旅居史 旅居地区 疫区 原居住地 务工地 务工地点 打工地 工作地
        外出地 外出地点 就读地 途经 途经地 途径 途径地 途经地区 途经城市 来源省市 来源城市 来源地区 返乡地
        返回地 返自 自何处返 返回前所在地 来肥前所在地 外出务工地 所在城市 外地城市 行程轨迹 行程 何省市返回
        返程地 出行地 来向 来处 省市 始发站 起点 origin from comingfrom camefrom placeoforigin departedfrom
        departureplace placeofdeparture departurecity cityoforigin returnedfrom returningfrom whencecame
        arrivedfrom travelledfrom traveledfrom cameform sourceplace fromwhere lastplace origincity originplace
        provinceoforigin placecomefrom
    """,
    "exposed_on": """
        最后接触日期 最后接触时间 末次接触日期 末次接触时间 最后一次接触日期 最后一次接触时间 最近接触日期 最近接触时间
        lastexposure lastexposureon lastexposuredate lastcontact lastcontactdate dateoflastexposure dateoflastcontact
    """,
    "left_on": """
        离开时间 离开日期 离 离汉时间 离汉日期 何时离汉 何时离开 离鄂时间 离鄂日期 离开疫区日期 离开疫区时间
        离开武汉时间 离开武汉日期 离开湖北时间 离开湖北日期 出发时间 出发日期 启程时间 启程日期 动身时间
        动身日期 何时出发 离开外地时间 离开当地时间 出发 离开 离开来源地时间 离开来源地日期 离开疫地时间 离汉
        离鄂 离沪时间 离京时间 departuredate datedeparted departedon departed dateofdeparture departure
        departuretime left lefton dateleft leavingdate leavedate leftdate dateofleaving leftorigin leftoriginon
    """,
    "arrived_on": """
        到达时间 到达日期 抵 抵达时间 抵达日期 返回时间 返回日期 返乡时间 返乡日期 返程时间 返程日期 回来时间
        回来日期 到家时间 到家日期 抵肥时间 抵肥日期 来肥时间 来肥日期 返肥时间 返肥日期 到肥时间 到肥日期
        入皖时间 返皖时间 返皖日期 来皖时间 何时返回 何时到达 何时抵达 何时到家 何时返乡 何时回来 到村时间
        返村时间 回村时间 进村时间 入村时间 到达本地时间 到达本地日期 返回本地日期 返回本地时间 抵达本地时间
        抵达本地日期 返家时间 回家时间 回乡时间 回乡日期 归来时间 归来日期 来时间 到达 抵达 返回 返乡 到家 抵肥
        来肥 抵家时间 返家日期 回家日期 返抵日期 返抵时间 来访时间 来时 回程时间 回程日期 返城时间 返城日期
        入住时间 入住日期 入境时间 入境日期 arrivaldate datearrived arrivedon arrived dateofarrival arrival
        arrivaltime returndate dateofreturn datereturned returnedon returned return reacheddate camebackon
        cameon arriveddate arrivedate dateback
    """,
    "transport": """
        交通方式 交通工具 工具 返回交通工具 返乡方式 返乡交通工具 返乡交通方式 乘坐交通工具 乘坐交通 出行方式
        返程方式 返程交通工具 返回方式 返回交通方式 来肥方式 到达方式 乘坐工具 如何返回 何种交通工具
        乘何种交通工具 乘坐何种交通工具 交通 乘坐方式 乘车方式 transport transportation meansoftransport
        modeoftransport transportmode travelmode travelledby traveledby by travelby transporttype meansoftravel
        modeoftravel conveyance howtravelled
    """,
    "vehicle": """
        车次 航班号 车次航班号 班次 航班 车牌号 车牌 车次航班车牌 乘坐车次 车次航班 航班车次 车次班次 车次或航班
        车次或航班号 车次或车牌号 车船班次 班次号 车次号 车牌号码 车次车牌 车次车牌号 航班号车次 乘坐班次
        乘坐航班 列车车次 车次航班号车牌号 车次航班车牌号 车次航班号车牌 火车车次 vehicle vehicleno flight
        flightno flightnumber train trainno trainnumber flighttrainno flighttrain flightortrain plate plateno
        platenumber licenseplate trainflightno trainflight numberofvehicle servicenumber vehiclenumber carplate
        tripnumber flighttrainnumber trainflightnumber flightnotrainno vehicleplate busno
    """,
    "seat": """
        座位 座位号 座号 车厢座位 座位号码 车厢座位号 车厢号座位号 席位 车厢及座位号 seat seatno seatnumber
    """,
    "companions": """
        同行人员 同行人 同行者 同行 随行人员 同行人员姓名 同乘人员 同车人员 共同返回人员 一同返回人员 同返人员
        随行人 随同人员 同行家属 随行家属 companions travelcompanions travelledwith traveledwith travellingwith
        travelingwith accompaniedby companion fellowtravellers
    """,
    "contact_history": """
        接触史 有无接触史 是否接触湖北人员 是否接触 接触情况 密切接触史 流行病学史 流行病学接触史 是否密切接触
        是否密切接触者 密接 接触人员 与确诊病例接触 有无接触 contacthistory exposure exposurehistory
        contactwithcase contactwithcases contactwithhubei closecontact epidemiologicalhistory
    """,
    "temperature_c": """
        体温 ℃ 测温 今日体温 当日体温 体温℃ 当日体温℃ 今日测温 目前体温 现体温 体温情况 当前体温 测量体温
        首次体温 体温测量 体温值 测温结果 体温度 温度 上午体温 早体温 °c c temperature temp bodytemperature
        bodytemp temperaturec tempc temperature℃ bodytemperature℃
    """,
    "symptoms": """
        症状 有无症状 健康状况 身体状况 是否发热 是否发烧 有无发热 有无发热咳嗽等症状 有无发热咳嗽症状 有无不适
        有无不适症状 身体情况 健康情况 健康状态 身体状态 目前症状 现有症状 备注症状 症状备注 主要症状 临床症状
        异常症状 有无异常 是否异常 是否有症状 发热咳嗽 身体健康状况 目前身体状况 目前健康状况 症状情况 有何症状
        是否发热咳嗽 symptoms symptom health healthstatus condition healthcondition complaints feverorcough
        anysymptoms signs signsandsymptoms physicalcondition
    """,
    "note": """
        备注 说明 其他 其它 备考 注 其他情况 其他说明 情况说明 备注说明 其他需说明情况 需要说明的情况 remark
        remarks note notes comment comments memo other
    """,
    "sequence": """
        序号 编号 序 号 行号 no num number sn serial serialno serialnumber sno index seq 序列 顺序号 序列号 #
    """,
    "not_ours": """
        户籍地 户籍 户籍地址 户籍所在地 户口所在地 户口地址 籍贯 民族 单位 工作单位 职业 填报单位 填报日期
        登记日期 登记时间 排查日期 排查时间 上报时间 上报日期 报告日期 网格员 网格长 包保人 包保责任人 责任人
        负责人 联络员 填表人 填报人 审核人 登记人 排查人 走访人 社区医生 村医 民警 隔离开始时间 解除隔离时间
        观察开始日期 观察结束日期 解除日期 测温时间 体温测量时间 紧急联系人 紧急联系电话 所属社区 所属街道 社区
        街道 镇 乡镇 县区 人数 照片 签名 签字 是否来自疫区 是否疫区返回 是否来自湖北 是否武汉返回 目的地
        是否隔离 隔离方式 管控措施 采取措施 occupation employer nationality ethnicity community district
        reportdate registeredaddress signature
    """,
}
