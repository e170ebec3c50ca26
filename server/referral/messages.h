// What the layer referral tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message consent_absent{"consent-absent", "The referral has no consent that lets {0} see it.",
                                        "Lähetteellä ei ole suostumusta, jonka nojalla {0} näkisi sen.",
                                        "Remissen har inget samtycke som låter {0} se den."};
inline constexpr Message consent_denied{"consent-denied", "The client denies sharing with {0}.",
                                        "Asiakas kieltää luovutuksen: {0}.",
                                        "Klienten förbjuder utlämnande till {0}."};
inline constexpr Message consent_inactive{"consent-inactive",
                                          "The consent that would let {0} see the referral is not active.",
                                          "Suostumus, jonka nojalla {0} näkisi lähetteen, ei ole voimassa.",
                                          "Det samtycke som skulle låta {0} se remissen är inte i kraft."};
inline constexpr Message consent_other_client{
    "consent-other-client", "The consent is another client's: it lets {0} see nothing of this one.",
    "Suostumus on toisen asiakkaan: sen nojalla {0} ei näe mitään tästä asiakkaasta.",
    "Samtycket är en annan klients: det låter {0} inte se något om denna."};
inline constexpr Message consent_period{"consent-period",
                                        "The time for which the client permits sharing with {0} is not now.",
                                        "Aika, jolle asiakas sallii luovutuksen, ei ole nyt: {0}.",
                                        "Tiden för vilken klienten tillåter utlämnande till {0} är inte nu."};
inline constexpr Message consent_recipient{
    "consent-recipient", "The consent does not name {0}, nor whom it is a part of.",
    "Suostumus ei nimeä vastaanottajaa {0} eikä ketään, johon se kuuluu.",
    "Samtycket nämner inte {0} och ingen som denna hör till."};
inline constexpr Message consent_scope{
    "consent-scope", "The consent does not permit sharing the referral: {0}.",
    "Suostumus ei salli lähetteen luovutusta: {0}.", "Samtycket tillåter inte att remissen lämnas ut: {0}."};
inline constexpr Message workflow_child_move{
    "workflow-child-move", "A {0} Task does not go from {1} to {2}; it may go to: {3}.",
    "{0}-tehtävä ei siirry tilasta {1} tilaan {2}; se voi siirtyä tiloihin: {3}.",
    "En {0}-uppgift går inte från {1} till {2}; den kan gå till: {3}."};
inline constexpr Message workflow_condition{
    "workflow-condition", "The step {0} ({1} → {2}) is not possible now: {3}.",
    "Askel {0} ({1} → {2}) ei ole nyt mahdollinen: {3}.", "Steget {0} ({1} → {2}) är inte möjligt nu: {3}."};
inline constexpr Message workflow_file{"workflow-file",
                                       "The file of the referral workflow is not usable: {0} at {1}.",
                                       "Lähetteen kulun tiedosto ei kelpaa: {0} kohdassa {1}.",
                                       "Filen för remissens gång duger inte: {0} vid {1}."};
inline constexpr Message workflow_fixed{"workflow-fixed", "{0} of a referral Task stays as it was sent.",
                                        "Lähetetehtävän {0} pysyy sellaisena kuin se lähetettiin.",
                                        "{0} i en remissuppgift förblir som den sändes."};
inline constexpr Message workflow_missing{"workflow-missing", "The step {0} ({1} → {2}) needs {3}.",
                                          "Askel {0} ({1} → {2}) tarvitsee: {3}.",
                                          "Steget {0} ({1} → {2}) behöver: {3}."};
inline constexpr Message workflow_move{
    "workflow-move", "A referral Task does not go from {0} to {1} this way; from {0} this caller may: {2}.",
    "Lähetetehtävä ei siirry näin tilasta {0} tilaan {1}; tilasta {0} tämä kutsuja voi: {2}.",
    "En remissuppgift går inte så här från {0} till {1}; från {0} får denna anropare: {2}."};
inline constexpr Message workflow_parent_ended{
    "workflow-parent-ended", "The Task that this one is a part of has ended.",
    "Tehtävä, johon tämä kuuluu, on päättynyt.", "Uppgiften som denna hör till har avslutats."};
inline constexpr Message workflow_personal{
    "workflow-personal",
    "A Task that waits for a pool holds nothing personal: {0} belongs in the ServiceRequest.",
    "Poimittavassa tehtävässä ei ole mitään henkilökohtaista: {0} kuuluu ServiceRequest-resurssiin.",
    "En uppgift som väntar på en pool innehåller inget personligt: {0} hör hemma i ServiceRequest."};
inline constexpr Message workflow_raced{
    "workflow-raced",
    "Another request was first: the Task is no longer as it was. Read it again, if it is still yours to see.",
    "Toinen pyyntö ehti ensin: tehtävä ei ole enää entisellään. Lue se uudelleen, jos näet sen yhä.",
    "En annan begäran hann före: uppgiften är inte längre som den var. Läs den på nytt, om du ännu ser den."};
inline constexpr Message workflow_role{
    "workflow-role", "Not this caller's step: {0} → {1} belongs to {2}. From {0} this caller may: {3}.",
    "Tämä askel ei kuulu tälle kutsujalle: {0} → {1} kuuluu: {2}. Tilasta {0} tämä kutsuja voi: {3}.",
    "Det här steget är inte denna anropares: {0} → {1} hör till {2}. Från {0} får denna anropare: {3}."};

}  // namespace linkki::base::message
