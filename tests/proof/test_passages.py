"""A suite of English passages: what they give is found, and what they do not give is never found."""

# ruff: noqa: E501 - a line is a passage
from __future__ import annotations

import pytest

from onrecord.proof.figures import supports
from onrecord.proof.matters import Subject
from onrecord.values.count import Count

#: What a record says (fact, whose it is, count) and a passage that gives it.
GIVEN = """
killed | | 3 | The strike killed three soldiers and wounded 34 others, two of them seriously.
injured | | 34 | The strike killed three soldiers and wounded 34 others, two of them seriously.
killed | | 7 | Seven people were killed, 230 fled their homes.
killed | | 7 | Seven were killed and 35 prisoners were released.
killed | | 3 | Three soldiers and two policemen were killed when a bomb went off.
killed | | 2 | Three soldiers and two policemen were killed when a bomb went off.
killed | | 2 | The blast killed three soldiers, two policemen and a driver.
killed | | 3 | Three men, two women and a child were killed in Gaza.
killed | | 12 | 12 people, including 3 children, were killed.
killed | children | 3 | 12 people, including 3 children, were killed.
killed | | 12 | Twelve people (three of them children) were killed.
killed | children | 3 | Twelve people (three of them children) were killed.
killed | | 7 | Seven people were killed, six of them children.
killed | children | 6 | Seven people were killed, six of them children.
killed | children | 6 | The dead included six children.
killed | children | 6 | Six children were among the dead.
killed | women | 2 | Two women and five children were killed.
killed | children | 5 | Two women and five children were killed.
killed | armed | 3 | Three soldiers and five civilians were killed.
killed | civilians | 5 | Three soldiers and five civilians were killed.
killed | journalists | 3 | An air raid killed three journalists in the south.
killed | medical-staff | 4 | Four paramedics were killed as they reached the house.
abducted | | 70 | Gunmen abducted 70 villagers on Monday, killed seven and released 30.
killed | | 7 | Gunmen abducted 70 villagers on Monday, killed seven and released 30.
released | | 30 | Gunmen abducted 70 villagers on Monday, killed seven and released 30.
abducted | | 70 | 70 people were abducted; 30 of them were later released.
released | | 30 | 70 people were abducted; 30 of them were later released.
abducted | | 70 | 30 of the 70 abducted had been released.
released | | 30 | 30 of the 70 abducted had been released.
abducted | | 12 | The men took 12 people hostage.
abducted | | 12 | 12 hostages were taken from the bus.
killed | | 2 | Two hostages were killed during the raid.
held | | 33 | 33 people are still being held, the commissioner said.
held | | 30 | 30 villagers remained in captivity.
held | | 30 | 30 hostages are still in captivity.
escaped | | 20 | 20 escaped and 30 others were released.
released | | 30 | 20 escaped and 30 others were released.
escaped | | 20 | 20 of the captives escaped during the night.
escaped | | 20 | 20 people fled their captors.
rescued | | at least 15 | Troops rescued at least 15 people from the camp.
rescued | | 15 | Troops freed 15 people from the camp.
released | | 15 | 15 people were freed on Friday.
detained | | 5 | Police arrested five suspects.
detained | | 5 | Five men are held by the police.
detained | | 5 | The army captured five fighters.
abducted | | 12 | The fighters captured 12 shepherds.
surrendered | armed | 9 | Nine gunmen surrendered to the army.
surrendered | | 9 | Nine laid down their arms.
displaced | | about 1200 | About 1,200 people were displaced.
displaced | | more than 300 | More than 300 people fled after 12 were killed.
abducted | | none | No one was abducted.
detained | | none | No arrests were made.
abducted | | none reported | No abductions were reported.
attackers | | about 40 | About 40 gunmen on motorcycles attacked the village.
attackers | | about 40 | The village was attacked by about 40 gunmen, who killed 12 people.
attackers | | 6 | Six bandits abducted 70 villagers.
attackers | armed | more than 100 | More than 100 fighters stormed the base and killed 12 soldiers.
killed | | 12 | Killed: 12. Injured: 30.
injured | | 30 | Killed: 12. Injured: 30.
injured | | 30 | 12 dead, 30 injured
killed | | 12 | At least 30 were hurt and 12 died.
injured | | at least 30 | At least 30 were hurt and 12 died.
killed | | 40 | The death toll rose from 35 to 40.
killed | | more than 40 | The death toll passed 40, rescuers said; more than 40 people were killed.
killed | | 12 | 12 were killed in Gaza City, 5 in Rafah.
killed | | 5 | 12 were killed in Gaza City, 5 in Rafah.
injured | | more than 40 | The number of injured rose to more than 40, the command said, including eight evacuated.
missing | | 12 | 12 people remain missing.
missing | | about 20 | Some 20 workers were still unaccounted for on Sunday.
casualties | | 12 | 12 people were killed or injured.
casualties | | at least 60 | There were at least 60 casualties, the governor said.
injured | armed | 1 | An Iraqi soldier was wounded.
injured | | 1 | US personnel suffered minor injuries and a member of Iraq's security forces was wounded.
injured | | under evaluation | Personnel were being evaluated for traumatic brain injury.
killed | | 12 | 12 civilians have been killed since Monday, the ministry said.
killed | | 12 | The attack claimed the lives of 12 people.
killed | | 12 | The attack, which killed 12 people, was the worst in months.
killed | | 12 | 12 people lost their lives.
killed | | 12 | The blast left 12 people dead and 30 wounded.
injured | | 30 | The blast left 12 people dead and 30 wounded.
killed | | 12 | The bodies of 12 people were found under the rubble.
killed | | none | No casualties were reported.
injured | | none | There were no injuries.
injured | | none | No one was hurt.
killed | | none | No one was hurt.
killed | | none | Nobody was killed.
killed | armed | 12 | Lt. Col. Smith said 12 soldiers had been killed.
injured | armed | 5 | Five American service members were injured when two rockets hit the base.
killed | | 12 | More than 300 people fled after 12 were killed.
injured | armed | several | Several soldiers were wounded.
killed | | dozens | Dozens of people were killed.
killed | | scores | Scores were killed in the raid.
killed | | hundreds | Hundreds of people have been killed.
killed | | tens of thousands | Tens of thousands of people have been killed.
killed | | a handful | A handful of people were killed.
killed | | 2000000 | 2 million people were killed.
killed | | 200000 | 2 lakh people died.
killed | | 150000 | 1,50,000 people died.
killed | | 1500000 to 2000000 | Between 1.5 and 2 million people died.
killed | | 1500000 to 2000000 | From 1.5 to 2 million people died.
killed | | 200 to 300 | Two to three hundred people were killed.
killed | | more than 40 | North of 40 people were killed.
killed | | nearly 40 | Just shy of 40 people were killed.
killed | | about 40 | In the region of 40 people were killed.
killed | | about 30 | Thirty-odd people were killed.
killed | | more than 30 | Thirty-odd people were killed.
killed | | at least 40 | 40 people or more were killed.
killed | | at least 30 | 30-plus people were killed.
killed | | 7 to 8 | Seven or eight people were killed.
killed | | 3 to 14 | Between three and 14 people were killed.
killed | | up to 12 | As many as 12 people were killed.
killed | | fewer than 10 | Fewer than ten people were killed.
killed | | at most 5 | No more than five people were killed.
killed | | 6 | A 4-month-old girl and five others died; six people were killed in all.
killed | | 12 | On 9/11 of last year, 12 people were killed at 18:30.
killed | | 3 | Three people were killed, among them Omar, 34, of Basra.
killed | | 3 | In 2024, 3 people were killed at Tower 22.
projectiles | | 20 | The militia fired 20 rockets, 15 of which were intercepted.
intercepted | | 15 | The militia fired 20 rockets, 15 of which were intercepted.
projectiles | | 20 | Air defences intercepted 15 of 20 rockets.
intercepted | | 15 | Air defences intercepted 15 of 20 rockets.
projectiles | | 2 | Two drones hit the base.
projectiles | | multiple | The base was hit by multiple ballistic missiles and rockets.
projectiles | | a large number | The base was targeted by a large number of rockets.
projectiles | | 14 | They launched 14 at the base.
intercepted | | 5 | Five drones were shot down.
force | | 900 | The US has 900 troops in Syria and 2,500 in Iraq.
force | | 2500 | The US has 900 troops in Syria and 2,500 in Iraq.
tally | | at least 58 | The military has come under attack at least 58 times in Iraq.
tally | | 83 | The military has come under attack at least 58 times in Iraq and another 83 times in Syria.
# as reports have it
killed | armed | 3 | Three U.S. service members were killed and at least 34 injured in a drone attack on a base in Jordan, U.S. Central Command said.
injured | armed | at least 34 | Three U.S. service members were killed and at least 34 injured in a drone attack on a base in Jordan, U.S. Central Command said.
injured | | 34 | Eight of the 34 injured were evacuated from Jordan.
killed | | 16 | Iraq's government said 16 people, including civilians, were killed and 25 wounded in the strikes.
injured | | 25 | Iraq's government said 16 people, including civilians, were killed and 25 wounded in the strikes.
killed | | 1 | One person was killed and 18 others were injured, among them civilians.
injured | | 18 | One person was killed and 18 others were injured, among them civilians.
killed | | 6 | At Al-Omar field, a drone attack killed six Kurdish fighters, the SDF said.
killed | | 2 | The strike killed two commanders of Kataib Hezbollah.
killed | | 1 | The strike killed a senior commander of the group.
injured | | 2 | Two US soldiers suffered minor injuries.
injured | | 1 | The attack wounded one American, who is in critical condition.
injured | | 3 | Three US service members were injured, one of them critically.
injured | | 1 | an attack that injured one US service member
injured | | at least 24 | At least two dozen US personnel have been wounded in the attacks.
injured | | 56 | The Pentagon says 56 American personnel have been injured in the attacks.
injured | | 2 | Minor injuries to two coalition personnel were reported.
killed | | 8 | The Iraqi group said eight of its members died in the US strikes.
killed | | 5 | Five fighters were killed when a US drone hit their vehicle.
killed | | 9 | US strikes near Jurf al-Sakhar killed nine people.
killed | | 12 | The ministry put the number of dead at 12.
killed | | 12 | The death toll stands at 12.
killed | | 12 | Twelve people have died as a result of the attack.
killed | | 12 | the deaths of 12 people
killed | | 12 | Officials reported 12 deaths and 30 injuries.
injured | | 30 | Officials reported 12 deaths and 30 injuries.
killed | | 12 | Among the 12 dead were three children.
killed | children | 3 | Among the 12 dead were three children.
killed | | 40 | More than a dozen houses were hit and 40 people killed, officials said.
killed | | 12 | Gunmen killed 12 people in a market in Baghdad on Monday, police and medical sources said.
injured | | 7 | wounding seven others
killed | | 2 | Rockets landed near the base, killing two.
killed | | 2 | A roadside bomb killed two and wounded three policemen in Kirkuk.
injured | | 3 | A roadside bomb killed two and wounded three policemen in Kirkuk.
missing | | 5 | Five sailors were missing after the vessel sank.
missing | | 5 | leaving 20 dead and five missing
killed | | 20 | leaving 20 dead and five missing
projectiles | | 3 | Three drones were launched at the Ain al-Asad base.
projectiles | | at least 3 | The base was attacked with at least three rockets.
projectiles | | 2 | two armed drones targeted US forces, one was intercepted
intercepted | | 1 | two armed drones targeted US forces, one was intercepted
projectiles | | more than 20 | A barrage of more than 20 rockets hit the base.
projectiles | | 1 | A ballistic missile was fired at the base.
projectiles | | 1 | an attack by a one-way attack drone
intercepted | | 2 | US forces shot down two drones near the embassy
force | | about 2500 | some 2,500 American troops are stationed in Iraq
force | | 900 | about 2,500 in Iraq and 900 in Syria
tally | | 66 | US forces have been attacked 66 times since 17 October: 32 times in Iraq and 34 in Syria.
tally | | 34 | US forces have been attacked 66 times since 17 October: 32 times in Iraq and 34 in Syria.
killed | | none | The strike caused no deaths or injuries.
injured | | none | The strike caused no deaths or injuries.
injured | | none | There were no casualties and no damage.
killed | | none reported | no deaths were reported
injured | | none | The attack caused no injuries, a US military official said.
injured | | none reported | no injuries were reported
injured | | none reported | There were no immediate reports of casualties.
injured | | some | some personnel were injured
killed | | at least 100 | At least 100 Palestinians, many of them women and children, have been killed overnight.
killed | | 11 | Airstrikes in Rafah killed 11 people, including six children, hospital officials said.
killed | children | 6 | Airstrikes in Rafah killed 11 people, including six children, hospital officials said.
killed | | 45 | 45 people were killed, most of them children, and 100 wounded.
injured | | 100 | 45 people were killed, most of them children, and 100 wounded.
killed | civilians | 4 | The dead include four civilians and two soldiers.
killed | armed | 2 | The dead include four civilians and two soldiers.
"""

#: The same for what a passage does not give, by kind.
NOT_GIVEN = """
attackers | | 12 | About 40 gunmen attacked the village and killed 12 people.
attackers | | 12 | Twelve gunmen were killed.
attackers | | 24 | The gunmen burnt 24 vehicles.
displaced | | 200 | 200 households were displaced.
displaced | | 200 | The raid left 200 displaced households.
# a number inside a larger one
killed | | 1 | 1.000 people were killed.
killed | | 1 | 1,50,000 people were killed.
killed | | 50000 | 1,50,000 people were killed.
killed | | 2 | 2 lakh people were killed.
killed | | 2 | 2 million people were killed.
killed | | 2 | 2.5 million people were killed.
killed | | 2000000 | Between 1.5 and 2 million people were killed.
killed | | 2 | Between 1.5 and 2 million people were killed.
killed | | 1 | 1,5 million people were killed.
killed | | 1 | 1'000 people were killed.
killed | | 58 | 158 people were killed.
killed | | 3 | Three hundred people were killed.
killed | | 3 | Two to three hundred people were killed.
killed | | 3 | Three dozen people were killed.
killed | | 1 | 1 crore people were killed.
# a date
killed | | 9 | People were killed on 9/11.
killed | | 11 | People were killed on 9/11.
killed | | 20 | People were killed on 20 January.
killed | | 12 | People were killed on 12, 13 and 14 January.
killed | | 7 | Many people were killed on October 7.
killed | | 2003 | The 2003 invasion killed many.
killed | | 2014 | Many were killed in 2014.
killed | | 29 | People were killed on the 29th.
# an age
killed | | 4 | A 4-month-old was killed.
killed | | 1 | A 4-month-old was killed on Sunday by 1.5 tons of rubble.
killed | | 46 | William Rivers, 46, was killed.
killed | | 34 | Killed was the driver, Omar (34).
killed | | 5 | Children under five were killed.
killed | | fewer than 5 | Children under five were killed.
killed | | 12 | A boy of 12 was killed.
killed | | 9 | The killed boys were aged 4, 6 and 9.
killed | | 4 | The killed were aged between 4 and 12.
# a time
killed | | 6 | People were killed at 6 in the morning.
killed | | 18 | People were killed at 18:30.
killed | | 9 | People were killed at 9 p.m.
killed | | 3 | People were killed three hours later.
killed | | 58 | The killing went on for 58 days.
killed | | 10 | Three were killed in 10 days.
# a ratio or score
killed | | 3 | The 3-2 win came as people were killed.
killed | | 2 to 3 | After a 2-3 defeat people were killed.
killed | | 1 | One in five people was killed.
killed | | 5 | One in five people was killed.
killed | | 2 | Two-thirds of the people were killed.
killed | | 3 | Three out of five people were killed.
killed | | 10 | Ten to one, 10:1, was the ratio of the killed.
# a decimal, a share, money, a measure
killed | | 2 | On average 2.5 people were killed.
killed | | 20 | 20 percent of the people were killed.
killed | | 20 | 20% of the people were killed.
killed | | 3 | Each family of the killed got $3.
killed | | 5000 | Each family of the killed got Rs 5,000.
killed | | 160 | They were killed 160 kilometres west of Baghdad.
# a name
killed | | 22 | They were killed at Tower 22.
killed | | 130 | They were killed in a C-130.
killed | | 12 | They were killed at checkpoint 12.
killed | | 12 | They were killed, Channel 12 said.
killed | | 8200 | Members of Unit 8200 were killed.
# another matter
killed | | 230 | Seven people were killed, 230 fled their homes.
killed | | 35 | Seven were killed and 35 prisoners were released.
killed | | 35 | Israel released 35 prisoners after seven were killed.
killed | | 70 | Gunmen abducted 70 villagers on Monday, killed seven and released 30.
abducted | | 7 | Gunmen abducted 70 villagers on Monday, killed seven and released 30.
abducted | | 30 | 30 of the 70 abducted had been released.
released | | 70 | 30 of the 70 abducted had been released.
abducted | | 7 | Seven of those kidnapped were killed.
held | | 70 | 70 people were kidnapped, and the rest of the village fled.
held | | 20 | 20 escaped and 30 are still held.
killed | | none | No arrests were made.
abducted | | none | No one was killed.
escaped | | 3 | Three people escaped unhurt.
released | | 15 | Troops rescued 15 people.
rescued | | 15 | 15 rescue workers reached the village.
surrendered | | 5 | Police arrested five suspects.
displaced | | 12 | More than 300 people fled after 12 were killed.
detained | | 4 | Four soldiers were killed and the others surrendered.
killed | | 34 | The strike killed three soldiers and wounded 34 others.
injured | | 3 | The strike killed three soldiers and wounded 34 others.
killed | | 12 | 12 people were arrested over the killing.
killed | | 12 | 12 houses were destroyed, and people were killed.
killed | | 40 | The strike killed 40 sheep.
killed | | 12 | People were killed in 12 villages.
killed | | 58 | People were killed in 58 attacks.
killed | | 12 | 12 people were killed or injured.
killed | | 20 | 20 people were rescued, and others were killed.
killed | | 12 | 12 people were trapped when three were killed.
killed | | 2 | Five soldiers were killed when two rockets hit the base.
killed | | 3 | 3 gunmen killed 12 people.
killed | | 3 | 12 people were killed by 3 gunmen.
killed | | 40 | 12 of the 40 passengers were killed.
killed | | 12 | They have 12 weeks. It is not known how many were killed.
killed | | 12 | The number of those held rose to 12.
killed | | 12 | It now stands at 12.
killed | | 12 | There were 12 casualties.
killed | | several | Several people were arrested.
killed | | dozens | Dozens of people were injured, and one died.
killed | | hundreds | Hundreds of people fled; three were killed.
killed | | none | There were no injuries.
killed | | 12 | 12 families fled, and a man was killed.
killed | | 5 | Five of the killers were found.
missing | | 12 | 12 people were killed, and others are missing.
injured | | 8 | More than 40 were injured, including eight evacuated to Germany.
projectiles | | 15 | The militia fired 20 rockets, 15 of which were intercepted.
intercepted | | 20 | The militia fired 20 rockets, 15 of which were intercepted.
projectiles | | 3 | Rockets killed 3 soldiers.
intercepted | | 3 | Drones were shot down, and 3 soldiers were hurt.
force | | 900 | 900 troops were killed.
force | | 35 | 35 fighters were released.
tally | | 58 | In these attacks 58 soldiers were killed.
tally | | 30 | After 58 attacks 30 people were arrested.
# a part for the whole, the whole for a part
killed | | 6 | Seven people were killed, six of them children.
killed | | 6 | Seven people, including six children, were killed.
killed | | 6 | The dead included six children.
killed | | 6 | Six children were among the dead.
killed | | 2 | Two of the dead were women; seven people were killed.
killed | children | 7 | Seven people, including six children, were killed.
killed | children | 7 | Seven people were killed, six of them children.
killed | women | 6 | Seven people were killed, six of them children.
killed | armed | 5 | Three soldiers and five civilians were killed.
killed | civilians | 3 | Three soldiers and five civilians were killed.
injured | | 2 | The strike wounded 34, two of them seriously.
# a negation, a plan, a former figure
killed | | 12 | He denied that 12 people were killed.
killed | | 12 | He denied killing 12 people.
killed | | 12 | The army did not kill 12 people.
killed | | 12 | There is no evidence that 12 people were killed.
killed | | 12 | The blast could have killed 12 people.
killed | | 12 | They planned to kill 12 people.
killed | | 12 | Not 12 but 15 people were killed.
killed | | 35 | The death toll rose from 35 to 40.
killed | | 35 | The death toll was 40, up from 35.
killed | | 12 | The earlier death toll of 12 was withdrawn.
# bounds and ranges
killed | | 40 | North of 40 people were killed.
killed | | 40 | Just shy of 40 people were killed.
killed | | 40 | In the region of 40 people were killed.
killed | | 40 | Upwards of 40 people were killed.
killed | | 40 | 40 people or more were killed.
killed | | 30 | 30-odd people were killed.
killed | | 40 | 40-plus people were killed.
killed | | 40 | Some 40 people were killed.
killed | | some | Some 40 people were killed.
killed | | 8 | Seven or eight people were killed.
killed | | 14 | Between three and 14 people were killed.
killed | | 12 to 15 | The death toll rose from 12 to 15.
# who speaks, helps or acts, and other things beside the dead
killed | | 18 | One person was killed and 18 others were injured, among them civilians.
killed | | 25 | 16 people, including civilians, were killed and 25 wounded in the strikes.
injured | | 16 | 16 people, including civilians, were killed and 25 wounded in the strikes.
injured | | 8 | Eight of the 34 injured were evacuated from Jordan.
killed | | 34 | Three U.S. service members were killed and at least 34 injured
injured | | 3 | Three U.S. service members were killed and 34 injured in a drone attack.
killed | | 15 | The bombing killed at least ten people and damaged 15 shops.
killed | | 3 | Among the 12 dead were three children.
killed | | 2 | two drones struck the base and killed three
killed | | 2 | A family of two watched as three men were killed
killed | | 4 | Four suspects in the killing of a judge were held.
killed | | 4 | Four suspects were charged with killing a judge.
killed | | 4 | A court sentenced four men to death.
killed | | 4 | Four men face the death penalty.
killed | | 100 | 100 mourners attended the funeral of those killed.
killed | | 200 | Police sent 200 officers after a man was killed.
killed | | 200 | Some were killed; 200 soldiers searched the area.
killed | | 30 | Hospitals treated 30 patients; others had died.
killed | | 5 | Five hospitals received the dead.
killed | | 2 | Two ministers visited the families of the dead.
killed | | 10 | He said 10 officials had confirmed the deaths.
killed | | 3 | Three witnesses said that people were killed.
killed | | 3 | Three witnesses saw the killing.
killed | | 3 | According to three officials, people were killed.
killed | | 3 | Three officials said people had been killed.
injured | | 3 | Three officials said several soldiers were injured.
killed | | 12 | Twelve survived the attack that killed their parents.
killed | | 12 | The group has 12 members and killed people.
killed | | 300 | The army has lost 300 vehicles and men were killed.
killed | | 12 | The clashes, in which people were killed, drew in 12 units.
killed | | 12 | Rescue teams saved 12 people from the deadly fire.
killed | | 700 | 700 prisoners will go free for the bodies of hostages.
killed | | 700 | Israel will free 700 prisoners in return for bodies.
killed | | 2 | Two sons of the man killed said so.
injured | | 40 | Ambulances took 40 to safety, some injured.
injured | | 2 | Two doctors treated the wounded.
missing | | 40 | 40 divers searched for the missing.
killed | | 3 | Three-quarters of the dead were women.
killed | | 3 | The third person killed was 3 metres away.
killed | | 15 | a 15-strong unit was killed
killed | | 8 | 8 out of 10 killed were men
killed | | 24 | It was the deadliest in 24 years, with many killed.
killed | | 2 | The number killed doubled in 2 years.
killed | | 7 | The bomb, of 7 kg, killed people.
killed | | 50 | Within 50 metres everyone was killed.
killed | | 1 | No one was killed.
killed | | 1 | A US official said people were killed.
killed | | 1 | A soldier said people were killed.
killed | | 1 | A rocket killed people.
killed | | 1 | The killing of a soldier's dog
killed | | 4 | The 4 am raid killed people.
killed | | 2 | At 2 a.m. people were killed.
killed | | 5 | in the past 5 days people were killed
killed | | 5 | a 5-day battle killed people
killed | | 1 | $1 was paid for each killed
killed | | 3 | in 3 separate attacks people were killed
projectiles | | 7 | The rockets killed seven.
projectiles | | 2 | The two rocket attacks injured many.
projectiles | | 85 | The US hit 85 targets using over 125 munitions.
projectiles | | 3 | Three people fired rockets.
projectiles | | 3 | In three attacks drones were fired.
intercepted | | 3 | Air defences fired three missiles to intercept a drone.
force | | 34 | 34 troops were injured
force | | 2 | Two troops were killed of 900 troops
tally | | 3 | Three soldiers were killed in the attacks
tally | | 62 | There have been 62 injuries in 66 attacks
"""

_FORCE_AND_MEASURE = {"tally": "Attacks on US forces, attacks"}


def cases(table: str) -> list[tuple[str, str, str, str]]:
    """(fact, whose, count, passage) of each line of a table."""
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    rows = [tuple(part.strip() for part in line.split("|", 3)) for line in lines]
    return [(fact, whose, count, passage) for fact, whose, count, passage in rows]


def result(fact: str, whose: str, count: str, passage: str) -> str:
    """What comes of looking for a count of a fact in a passage."""
    subject = Subject(fact, frozenset(whose.split()), measure=_FORCE_AND_MEASURE.get(fact, ""))
    return supports(Count.parse(count), passage, "en", subject).result


@pytest.mark.parametrize(("fact", "whose", "count", "passage"), cases(GIVEN))
def test_what_a_passage_gives_is_found(fact: str, whose: str, count: str, passage: str) -> None:
    """The number stands there, with its bound, and is tied to the fact and to the people."""
    assert result(fact, whose, count, passage) == "found"


@pytest.mark.parametrize(("fact", "whose", "count", "passage"), cases(NOT_GIVEN))
def test_what_a_passage_does_not_give_is_not_found(fact: str, whose: str, count: str, passage: str) -> None:
    """Digits of something else, numbers of another matter, parts and other bounds are never "found"."""
    assert result(fact, whose, count, passage) != "found"


def test_the_suite_is_large() -> None:
    """Well over a hundred passages are read."""
    assert len(cases(GIVEN)) > 80
    assert len(cases(NOT_GIVEN)) > 120


#: What is counted where it is no single people (fact, what, count), and a passage.
THINGS = """
displaced | households | more than 200 | More than 200 households were displaced.
displaced | families | 187 | The raids displaced 187 families.
losses | vehicles | 24 | The men burnt 41 houses and two dozen vehicles.
losses | houses | 41 | The men burnt 41 houses and two dozen vehicles.
losses | houses | dozens | Dozens of houses were destroyed.
losses | vessels | 1 | A merchant vessel was hit.
duration | hours | 6 | The fighting lasted for six hours.
duration | hours | about 6 | After about six hours of shelling 12 people were dead.
duration | days | more than 3 | The siege went on for more than three days.
duration | hours | several | Shots were heard for several hours.
duration | hours | 1 | The raid took an hour.
duration | hours | 6 | A six-hour battle.
position | nautical miles | 15 | It was hit 15 nautical miles south-west of Mokha.
position | nautical miles | 54 | The attack took place 54NM south-west of Aden.
position | kilometres | about 3 | The base lies about 3 km from the town.
losses | houses | at least 3 | At least three mud houses collapsed.
"""
NOT_THINGS = """
displaced | households | 200 | 200 people were displaced.
displaced | households | 12 | 12 families were abducted.
losses | vehicles | 41 | The men burnt 41 houses and two dozen vehicles.
losses | vehicles | 12 | Twelve people were killed in their vehicles.
losses | vessels | 1 | A merchant was hit.
duration | hours | 6 | Six people were killed within an hour.
duration | hours | 6 | The siege lasted six days.
duration | days | 3 | The siege went on for more than three days.
position | nautical miles | 15 | 15 miles from Mokha three boats were seen.
"""


def thing(fact: str, things: str, count: str, passage: str) -> str:
    """What is found of a figure of things."""
    return supports(Count.parse(count), passage, "en", Subject(fact, things=things)).result


@pytest.mark.parametrize(("fact", "things", "count", "passage"), cases(THINGS))
def test_things_and_households_are_found_with_their_noun(
    fact: str, things: str, count: str, passage: str
) -> None:
    """The number must count the things that the record names."""
    assert thing(fact, things, count, passage) == "found"


@pytest.mark.parametrize(("fact", "things", "count", "passage"), cases(NOT_THINGS))
def test_a_number_of_something_else_is_no_number_of_things(
    fact: str, things: str, count: str, passage: str
) -> None:
    """People are no households, and houses no vehicles."""
    assert thing(fact, things, count, passage) != "found"
