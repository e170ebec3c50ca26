// What the layer interactions tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message argument_complex{
    "argument-complex", "The parameter {0} is a {1}: send it in the body, in Parameters, by POST.",
    "Parametrin {0} tyyppi on {1}: lähetä se rungossa, Parameters-resurssissa, POST-metodilla.",
    "Parametern {0} är en {1}: skicka den i kroppen, i Parameters, med POST."};
inline constexpr Message argument_count{"argument-count", "An operation takes {0} parameters at most.",
                                        "Operaatio ottaa enintään {0} parametria.",
                                        "En operation tar högst {0} parametrar."};
inline constexpr Message argument_missing{"argument-missing", "The operation {0} needs the parameter {1}.",
                                          "Operaatio {0} tarvitsee parametrin {1}.",
                                          "Operationen {0} behöver parametern {1}."};
inline constexpr Message argument_repeated{
    "argument-repeated", "The parameter {0} is given {1} times at most.",
    "Parametrin {0} voi antaa enintään {1} kertaa.", "Parametern {0} får anges högst {1} gånger."};
inline constexpr Message argument_type{"argument-type", "The parameter {0} takes: {1}.",
                                       "Parametriin {0} kelpaa: {1}.", "Parametern {0} tar: {1}."};
inline constexpr Message argument_unknown{
    "argument-unknown", "The operation {0} has no parameter '{1}'; it has: {2}.",
    "Operaatiolla {0} ei ole parametria '{1}'; sen parametrit ovat: {2}.",
    "Operationen {0} har ingen parameter '{1}'; den har: {2}."};
inline constexpr Message async_busy{
    "async-busy",
    "There are too many asynchronous requests now; one caller may have {0}, with the answers it has not "
    "deleted.",
    "Asynkronisia pyyntöjä on nyt liikaa; yhdellä kutsujalla voi olla {0}, mukaan lukien vastaukset, joita "
    "se ei ole poistanut.",
    "Det finns för många asynkrona begäranden just nu; en anropare får ha {0}, inklusive de svar som den "
    "inte har raderat."};
inline constexpr Message async_lost{
    "async-lost",
    "The server stopped while this request ran, so there is no answer. A read can be sent again; whether a "
    "transaction was stored, a search tells.",
    "Palvelin pysähtyi, kun tätä pyyntöä käsiteltiin, joten vastausta ei ole. Lukemisen voi lähettää "
    "uudelleen; haku kertoo, tallennettiinko transaktio.",
    "Servern stannade medan denna begäran behandlades, så det finns inget svar. En läsning kan skickas på "
    "nytt; en sökning visar om en transaktion sparades."};
inline constexpr Message async_too_large{
    "async-too-large", "The answer has more than {0} bytes; ask for less at once, for instance with _count.",
    "Vastauksessa on yli {0} tavua; pyydä vähemmän kerralla, esimerkiksi parametrilla _count.",
    "Svaret har mer än {0} byte; begär mindre åt gången, till exempel med _count."};
inline constexpr Message async_unknown{
    "async-unknown",
    "There is no such asynchronous request of this caller; answers are kept for {0} minutes.",
    "Tällä kutsujalla ei ole tällaista asynkronista pyyntöä; vastaukset säilytetään {0} minuuttia.",
    "Anroparen har ingen sådan asynkron begäran; svaren sparas i {0} minuter."};
inline constexpr Message body_resource_type{
    "body-resource-type", "The body is a {0}, the URL asks for a {1}.",
    "Rungossa on resurssi {0}, URL pyytää resurssia {1}.", "Kroppen är en {0}, URL:en gäller en {1}."};
inline constexpr Message body_subsetted{
    "body-subsetted",
    "This is only a part of a resource (tag SUBSETTED); storing it would "
    "lose the rest. Read it whole, change that and send it back.",
    "Tämä on vain osa resurssista (tunnus SUBSETTED); tallentaminen hävittäisi loput. Lue resurssi kokonaan, "
    "muuta sitä ja lähetä se takaisin.",
    "Detta är bara en del av en resurs (märkt SUBSETTED); om den sparades skulle resten gå förlorad. Läs "
    "hela resursen, ändra den och skicka tillbaka den."};
inline constexpr Message body_type{"body-type", "A body of type {0} cannot be read here; send {1}.",
                                   "Tyypin {0} runkoa ei voida lukea tässä; lähetä {1}.",
                                   "En kropp av typen {0} kan inte läsas här; skicka {1}."};
inline constexpr Message bundle_conditional_reference{
    "bundle-conditional-reference",
    "The conditional reference to a {0} matches {1} that the caller's organisation holds; it must match "
    "exactly one.",
    "Ehdollinen viittaus resurssiin {0} löytää kutsujan organisaation tiedoista: {1}; sen pitää löytää "
    "täsmälleen yksi.",
    "Den villkorliga referensen till en {0} hittar {1} bland det som anroparens organisation har; den ska "
    "hitta exakt en."};
inline constexpr Message bundle_criteria{
    "bundle-criteria", "Entry {0} has the same conditional criteria; two entries cannot both mean them.",
    "Kohdassa {0} on samat ehdot; kaksi kohtaa ei voi tarkoittaa niitä.",
    "Posten {0} har samma villkor; två poster kan inte båda avse dem."};
inline constexpr Message bundle_full_url{
    "bundle-full-url", "Entry {0} has the same fullUrl; references to it could mean either.",
    "Kohdassa {0} on sama fullUrl; viittaukset siihen voisivat tarkoittaa kumpaa tahansa.",
    "Posten {0} har samma fullUrl; referenser till den kunde avse vilkendera som helst."};
inline constexpr Message bundle_interaction{
    "bundle-interaction", "{0} is not possible within a {1}; send it by itself.",
    "{0} ei ole mahdollinen, kun se on {1}-resurssin sisällä; lähetä se erikseen.",
    "{0} är inte möjligt inom en {1}; skicka det för sig."};
inline constexpr Message bundle_overlap{
    "bundle-overlap", "{0} is written by entry {1}, too; a transaction may touch a resource once.",
    "Myös kohta {1} kirjoittaa resurssin {0}; transaktio saa koskea kuhunkin resurssiin kerran.",
    "{0} skrivs även av posten {1}; en transaktion får röra en resurs en gång."};
inline constexpr Message bundle_patch{
    "bundle-patch",
    "An entry with PATCH needs Parameters, or a Binary with contentType "
    "{0} and the patch as base64 in data.",
    "Kohdassa, jonka metodi on PATCH, pitää olla Parameters, tai Binary, jonka contentType on {0} ja jonka "
    "elementissä data on patch base64-muodossa.",
    "En post med PATCH behöver Parameters, eller en Binary med contentType {0} och patchen som base64 i "
    "data."};
inline constexpr Message bundle_reference{"bundle-reference",
                                          "No entry that is stored has the fullUrl '{0}'.",
                                          "Millään tallennettavalla kohdalla ei ole fullUrl-arvoa '{0}'.",
                                          "Ingen post som sparas har fullUrl '{0}'."};
inline constexpr Message clock_back{"clock-back", "It is {0} already; the clock is never set back.",
                                    "Kello on jo {0}; sitä ei koskaan siirretä taaksepäin.",
                                    "Klockan är redan {0}; den ställs aldrig tillbaka."};
inline constexpr Message clock_far{"clock-far", "The clock can be {0} days ahead of the real time at most.",
                                   "Kello voi olla enintään {0} päivää edellä oikeaa aikaa.",
                                   "Klockan kan gå högst {0} dagar före den verkliga tiden."};
inline constexpr Message compartment_unknown{"compartment-unknown",
                                             "{0} is no compartment that {1} can be searched in.",
                                             "{0} ei ole osasto (compartment), josta voi hakea tyyppiä {1}.",
                                             "{0} är ingen avdelning (compartment) som man kan söka {1} i."};
inline constexpr Message contact_withheld{
    "contact-withheld",
    "This {0} is shown without the contact data of a person who must not be found, so it cannot be changed "
    "by "
    "this caller.",
    "Tästä resurssista ({0}) näytetään vain se, mikä ei kerro turvakiellon alaisen henkilön yhteystietoja, "
    "joten "
    "tämä kutsuja ei voi muuttaa sitä.",
    "Denna {0} visas utan kontaktuppgifterna för en person med spärrmarkering, så den kan inte ändras av den "
    "här anroparen."};
inline constexpr Message criteria_empty{
    "criteria-empty", "Conditional criteria for {0} must name at least one search parameter with a value.",
    "Ehdoissa, jotka koskevat resurssia {0}, pitää olla ainakin yksi hakuparametri ja sille arvo.",
    "Villkoren för {0} ska nämna minst en sökparameter med ett värde."};
inline constexpr Message criteria_multiple{
    "criteria-multiple",
    "The criteria match more than one {0}; nothing was changed. Name one by its identifier.",
    "Ehdot löytävät useamman kuin yhden resurssin {0}; mitään ei muutettu. Nimeä yksi sen tunnuksella "
    "(identifier).",
    "Villkoren passar in på fler än en {0}; ingenting ändrades. Ange en enda med dess identifier."};
inline constexpr Message criteria_none{
    "criteria-none",
    "The criteria match no {0} that the caller's organisation holds; there is nothing to change.",
    "Ehdot eivät löydä kutsujan organisaation tiedoista resurssia {0}; muutettavaa ei ole.",
    "Villkoren passar inte in på någon {0} som anroparens organisation har; det finns inget att ändra."};
inline constexpr Message criteria_raced{
    "criteria-raced",
    "Another request has just stored a {0} that matches the criteria. Send the request again to get it.",
    "Toinen pyyntö on juuri tallentanut ehtoihin sopivan resurssin {0}. Lähetä pyyntö uudelleen, niin saat "
    "sen.",
    "En annan begäran har just sparat en {0} som villkoren passar in på. Skicka begäran på nytt för att få "
    "den."};
inline constexpr Message delete_referred{
    "delete-referred", "{0} is not deleted: {1} resources refer to it, none of which this caller may see.",
    "Resurssia {0} ei poisteta: siihen viittaa {1} resurssia, joista tämä kutsuja ei saa nähdä yhtäkään.",
    "{0} raderas inte: {1} resurser refererar till den, och anroparen får inte se någon av dem."};
inline constexpr Message delete_referred_by{
    "delete-referred-by", "{0} is not deleted: {1} resources refer to it, {2} among them.",
    "Resurssia {0} ei poisteta: siihen viittaa {1} resurssia, muun muassa {2}.",
    "{0} raderas inte: {1} resurser refererar till den, bland annat {2}."};
inline constexpr Message fhirpath_answer{
    "fhirpath-answer", "What the expression gives has more than {0} bytes; ask for less of it at once.",
    "Lausekkeen tuloksessa on yli {0} tavua; pyydä siitä vähemmän kerralla.",
    "Det som uttrycket ger har mer än {0} byte; begär mindre av det åt gången."};
inline constexpr Message fhirpath_context{
    "fhirpath-context", "The context must give elements of the resource; this one gives a {0}.",
    "Kontekstin pitää antaa resurssin elementtejä; tämä antaa tyypin {0}.",
    "Kontexten ska ge element i resursen; den här ger en {0}."};
inline constexpr Message fhirpath_contexts{"fhirpath-contexts", "The context gives more than {0} elements.",
                                           "Konteksti antaa yli {0} elementtiä.",
                                           "Kontexten ger fler än {0} element."};
inline constexpr Message format_unsupported{
    "format-unsupported",
    "This server answers in FHIR R4 JSON (application/fhir+json) or XML (application/fhir+xml), not in {0}.",
    "Tämä palvelin vastaa FHIR R4 JSON -muodossa (application/fhir+json) tai XML-muodossa "
    "(application/fhir+xml), ei muodossa {0}.",
    "Den här servern svarar i FHIR R4 JSON (application/fhir+json) eller XML (application/fhir+xml), inte i "
    "{0}."};
inline constexpr Message glass_caller{
    "glass-caller",
    "$break-glass is for a named person who has a role in the organisation of the token, as referrer, link "
    "worker or "
    "coordinator; the role of this token is {0}.",
    "$break-glass on nimetylle henkilölle, jolla on rooli valtuustunnisteen organisaatiossa lähettäjänä, "
    "linkkihenkilönä tai koordinaattorina; tämän valtuustunnisteen rooli on {0}.",
    "$break-glass är för en namngiven person som har en roll i åtkomsttokens organisation som remittent, "
    "kontaktperson eller koordinator; rollen i denna åtkomsttoken är {0}."};
inline constexpr Message glass_reason{"glass-reason",
                                      "$break-glass needs a reason in your own words, of {0} bytes at most.",
                                      "$break-glass vaatii syyn omin sanoin, enintään {0} tavua.",
                                      "$break-glass kräver ett skäl med egna ord, högst {0} byte."};
inline constexpr Message glass_shows{
    "glass-shows", "This {0} is open to this caller by $break-glass, which lets read and not change.",
    "Tämä resurssi ({0}) on avoinna tälle kutsujalle $break-glass-toiminnolla, jolla voi lukea mutta ei "
    "muuttaa.",
    "Denna {0} är öppen för den här anroparen genom $break-glass, som låter läsa men inte ändra."};
inline constexpr Message governed_delete{
    "governed-delete", "A {0} of a referral is not deleted: cancel it, or mark it entered-in-error.",
    "Lähetteeseen kuuluvaa resurssia {0} ei poisteta: peru se tai merkitse se tilaan entered-in-error.",
    "En {0} som hör till en remiss raderas inte: avboka den eller märk den som entered-in-error."};
inline constexpr Message guardian_withheld{"guardian-withheld",
                                           "A proxy writes about a person as long as the relation lasts, and "
                                           "about a minor only where the minor lets the "
                                           "guardians see it.",
                                           "Puolesta asioiva voi kirjata henkilöstä vain niin kauan kuin "
                                           "suhde on voimassa, ja alaikäisestä vain sen, minkä "
                                           "alaikäinen antaa huoltajien nähdä.",
                                           "Ett ombud kan skriva om en person bara så länge förhållandet "
                                           "varar, och om en minderårig bara det som den "
                                           "minderåriga låter vårdnadshavarna se."};
inline constexpr Message history_parameter{"history-parameter",
                                           "A history has no parameter '{0}'; it has: {1}.",
                                           "Historialla ei ole parametria '{0}'; sen parametrit ovat: {1}.",
                                           "En historik har ingen parameter '{0}'; den har: {1}."};
inline constexpr Message id_mismatch{"id-mismatch",
                                     "The id in the body ('{0}') is not the one in the URL ('{1}').",
                                     "Rungon tunniste ('{0}') ei ole sama kuin URL:n tunniste ('{1}').",
                                     "Id:t i kroppen ('{0}') är inte det som står i URL:en ('{1}')."};
inline constexpr Message id_missing{
    "id-missing", "PUT needs the id in the body, too: the property id with the value '{0}'.",
    "PUT tarvitsee tunnisteen myös rungossa: ominaisuus id, jonka arvo on '{0}'.",
    "PUT behöver id:t även i kroppen: egenskapen id med värdet '{0}'."};
inline constexpr Message id_taken{"id-taken",
                                  "The id '{0}' is taken by another custodian; choose another one.",
                                  "Tunniste '{0}' on toisen rekisterinpitäjän käytössä; valitse toinen.",
                                  "Id:t '{0}' används av en annan personuppgiftsansvarig; välj ett annat."};
inline constexpr Message if_match_malformed{"if-match-malformed",
                                            "If-Match takes an ETag, such as W/\"3\", not {0}.",
                                            "If-Match ottaa ETagin, esimerkiksi W/\"3\", ei arvoa {0}.",
                                            "If-Match tar en ETag, till exempel W/\"3\", inte {0}."};
inline constexpr Message if_match_required{
    "if-match-required", "Changing a {0} needs If-Match with the ETag of the version you have read.",
    "Resurssin {0} muuttaminen vaatii otsakkeen If-Match, jossa on lukemasi version ETag.",
    "För att ändra en {0} behövs If-Match med ETag för den version som du har läst."};
inline constexpr Message label_kept{
    "label-kept",
    "Only the organisation that set the security label that hides this, or the one that answers for the "
    "record, "
    "takes it away.",
    "Vain organisaatio, joka asetti tämän kätkevän turvamerkinnän, tai rekisterinpitäjä voi poistaa sen.",
    "Endast den organisation som satte den säkerhetsmärkning som döljer detta, eller den som ansvarar för "
    "uppgifterna, kan ta bort den."};
inline constexpr Message letter_nobody{
    "letter-nobody",
    "No letter is written: the client has died or moved away, or you do not see who they are.",
    "Kirjettä ei kirjoiteta: asiakas on kuollut tai muuttanut pois, tai et näe, kuka hän on.",
    "Inget brev skrivs: klienten har avlidit eller flyttat bort, eller så ser du inte vem hen är."};
inline constexpr Message merge_hidden{
    "merge-hidden", "This Patient is hidden for their safety and '{0}' is not: label that one first.",
    "Tällä Patient-resurssilla on turvakielto ja resurssilla '{0}' ei: merkitse se ensin.",
    "Denna Patient har spärrmarkering och '{0}' har inte: märk den först."};
inline constexpr Message merge_large{
    "merge-large", "More than {0} resources of cases name this Patient; they cannot follow in one commit.",
    "Yli {0} tapausten resurssia viittaa tähän Patient-resurssiin; ne eivät voi siirtyä yhdellä kertaa.",
    "Fler än {0} resurser i ärenden pekar på denna Patient; de kan inte följa med på en gång."};
inline constexpr Message merge_offered{"merge-offered",
                                       "'{0}' is hidden for their safety, and an open Task of this Patient "
                                       "is owned by no named person: end or hand it "
                                       "over first.",
                                       "Resurssilla '{0}' on turvakielto, ja tämän asiakkaan avoimella "
                                       "tehtävällä ei ole nimettyä henkilöä: päätä tai "
                                       "siirrä se ensin.",
                                       "'{0}' har spärrmarkering, och en öppen uppgift för denna Patient "
                                       "saknar en namngiven person: avsluta eller "
                                       "flytta den först."};
inline constexpr Message merge_register{
    "merge-register", "Only those whose register this Patient is in may have it replaced.",
    "Vain se, jonka rekisterissä tämä Patient on, voi korvata sen toisella.",
    "Bara den vars register denna Patient finns i får ersätta den."};
inline constexpr Message merge_target{"merge-target",
                                      "'{0}' cannot replace this Patient: it must be another Patient of the "
                                      "same custodian that you see and that is "
                                      "not replaced itself.",
                                      "'{0}' ei voi korvata tätä: sen on oltava saman rekisterinpitäjän "
                                      "toinen Patient, jonka näet ja jota ei ole "
                                      "korvattu.",
                                      "'{0}' kan inte ersätta denna: det ska vara en annan Patient hos samma "
                                      "personuppgiftsansvariga som du ser och "
                                      "som inte själv är ersatt."};
inline constexpr Message method_not_allowed{"method-not-allowed", "{0} is not possible here. Possible: {1}.",
                                            "{0} ei ole mahdollinen tässä. Mahdollisia: {1}.",
                                            "{0} är inte möjligt här. Möjliga: {1}."};
inline constexpr Message operation_unknown{
    "operation-unknown", "This server has no operation {0} here. See /metadata for those it has.",
    "Tällä palvelimella ei ole tässä operaatiota {0}. Käytettävissä olevat löytyvät osoitteesta /metadata.",
    "Den här servern har ingen operation {0} här. De som finns står i /metadata."};
inline constexpr Message page_foreign{"page-foreign",
                                      "This is not a paging link of this search and caller. Take the links "
                                      "of the Bundle as they are, or search again.",
                                      "Tämä ei ole tämän haun ja kutsujan sivutuslinkki. Käytä "
                                      "Bundle-resurssin linkkejä sellaisinaan tai hae uudelleen.",
                                      "Detta är ingen sidlänk för den här sökningen och anroparen. Använd "
                                      "länkarna i Bundle som de är, eller sök på nytt."};
inline constexpr Message parameter_value{"parameter-value", "The parameter {0} takes: {1}.",
                                         "Parametriin {0} kelpaa: {1}.", "Parametern {0} tar: {1}."};
inline constexpr Message patch_identity{
    "patch-identity", "A patch changes neither the type nor the id: the result must stay {0}/{1}.",
    "Patch ei muuta tyyppiä eikä tunnistetta: tuloksen pitää olla edelleen {0}/{1}.",
    "En patch ändrar varken typ eller id: resultatet ska fortfarande vara {0}/{1}."};
inline constexpr Message patch_type{"patch-type", "A patch of type '{0}' cannot be applied here; send {1}.",
                                    "Patchia, jonka tyyppi on '{0}', ei voida käyttää tässä; lähetä {1}.",
                                    "En patch av typen '{0}' kan inte användas här; skicka {1}."};
inline constexpr Message path_type{
    "path-type",
    "'{0}' is no resource type that is served here; types are written as in "
    "Patient. See /metadata for all of them.",
    "'{0}' ei ole tällä palvelimella palveltava resurssityyppi; tyypit kirjoitetaan kuten Patient. Kaikki "
    "tyypit löytyvät osoitteesta /metadata.",
    "'{0}' är ingen resurstyp som betjänas här; typer skrivs som Patient. Alla finns i /metadata."};
inline constexpr Message path_unknown{
    "path-unknown", "There is nothing at this path. See /metadata for what this server offers.",
    "Tässä osoitteessa ei ole mitään. Palvelimen tarjonta löytyy osoitteesta /metadata.",
    "Det finns inget på den här adressen. Vad servern erbjuder står i /metadata."};
inline constexpr Message provenance_batch{"provenance-batch",
                                          "X-Provenance goes with one change or a transaction; of a batch "
                                          "nobody could say which entries it means.",
                                          "X-Provenance kuuluu yhteen muutokseen tai transaktioon; "
                                          "batch-pyynnöstä ei voisi sanoa, mitä kohtia se tarkoittaa.",
                                          "X-Provenance hör till en enda ändring eller en transaktion; för "
                                          "en batch kunde ingen säga vilka poster som avses."};
inline constexpr Message provenance_target{
    "provenance-target",
    "The Provenance in X-Provenance has no target of its own: the server names what the request writes.",
    "Otsakkeen X-Provenance Provenance-resurssilla ei ole omaa target-elementtiä: palvelin nimeää sen, mitä "
    "pyyntö kirjoittaa.",
    "Provenance i X-Provenance har inget eget target: servern anger vad begäran skriver."};
inline constexpr Message provenance_type{"provenance-type",
                                         "X-Provenance holds a Provenance in JSON, not a {0}.",
                                         "Otsakkeessa X-Provenance on Provenance JSON-muodossa, ei {0}.",
                                         "X-Provenance innehåller en Provenance i JSON, inte en {0}."};
inline constexpr Message reference_absent{"reference-absent", "'{0}' is not here, or not for this caller.",
                                          "'{0}' ei ole täällä tai se ei ole tämän kutsujan nähtävissä.",
                                          "'{0}' finns inte här, eller inte för den här anroparen."};
inline constexpr Message reference_gone{"reference-gone",
                                        "'{0}' was deleted while this was being stored. Nothing was stored.",
                                        "'{0}' poistettiin, kun tätä tallennettiin. Mitään ei tallennettu.",
                                        "'{0}' raderades medan detta sparades. Ingenting sparades."};
inline constexpr Message resource_deleted{
    "resource-deleted", "{0}/{1} has been deleted; version {2} says when.",
    "{0}/{1} on poistettu; versio {2} kertoo, milloin.", "{0}/{1} har raderats; version {2} visar när."};
inline constexpr Message resource_unknown{"resource-unknown",
                                          "There is no {0}/{1} here, or not for this caller.",
                                          "{0}/{1} ei ole täällä tai se ei ole tämän kutsujan nähtävissä.",
                                          "{0}/{1} finns inte här, eller inte för den här anroparen."};
inline constexpr Message search_audit{
    "search-audit", "AuditEvents are not found among other types: search /AuditEvent.",
    "AuditEvent-resursseja ei löydy muiden tyyppien joukosta: hae osoitteesta /AuditEvent.",
    "AuditEvent-resurser hittas inte bland andra typer: sök i /AuditEvent."};
inline constexpr Message search_ignored{
    "search-ignored",
    "The search parameter '{0}' is unknown and was passed over, as Prefer: handling=lenient asks.",
    "Hakuparametria '{0}' ei tunneta, ja se ohitettiin, kuten Prefer: handling=lenient pyytää.",
    "Sökparametern '{0}' är okänd och hoppades över, som Prefer: handling=lenient begär."};
inline constexpr Message security_context{
    "security-context",
    "X-Security-Context takes a reference to a resource, as DocumentReference/1; it was '{0}'.",
    "X-Security-Context ottaa viittauksen resurssiin, esimerkiksi DocumentReference/1; arvo oli '{0}'.",
    "X-Security-Context tar en referens till en resurs, till exempel DocumentReference/1; den var '{0}'."};
inline constexpr Message submission_differs{
    "submission-differs",
    "This referral was submitted before under the same placer identifier, and {0} was another one. Update "
    "what was stored, or give a new referral an identifier of its own.",
    "Tämä lähete on lähetetty aiemmin samalla lähettäjän tunnuksella (PLAC), ja silloin tämä oli toisin: "
    "{0}. Päivitä tallennettua tai anna uudelle lähetteelle oma tunnus.",
    "Denna remiss har skickats tidigare med samma beställaridentifierare (PLAC), och då var detta "
    "annorlunda: {0}. Uppdatera det som sparades eller ge en ny remiss en egen identifierare."};
inline constexpr Message submission_raced{
    "submission-raced",
    "The same referral has just been submitted by another request. Send it again to get its answer.",
    "Toinen pyyntö on juuri lähettänyt saman lähetteen. Lähetä se uudelleen, niin saat sen vastauksen.",
    "Samma remiss har just skickats i en annan begäran. Skicka den på nytt för att få svaret."};
inline constexpr Message transition_input{
    "transition-input", "An input of the step {0} has a name and a value or resource; it takes: {1}.",
    "Askeleen {0} syötteellä on nimi ja arvo tai resurssi; se ottaa: {1}.",
    "En indata till steget {0} har ett namn och ett värde eller en resurs; det tar: {1}."};
inline constexpr Message transition_plain{
    "transition-plain", "This Task is not that of a referral: it has no steps, change it as any resource.",
    "Tämä tehtävä ei ole lähetteen tehtävä: sillä ei ole askelia, muuta sitä kuten muitakin resursseja.",
    "Den här uppgiften hör inte till en remiss: den har inga steg, ändra den som andra resurser."};
inline constexpr Message transition_unknown{
    "transition-unknown", "There is no step '{0}'; Task/[id]/$transitions lists those that there are.",
    "Askelta '{0}' ei ole; Task/[id]/$transitions luettelee askeleet.",
    "Det finns inget steg '{0}'; Task/[id]/$transitions räknar upp stegen."};
inline constexpr Message update_as_create{
    "update-as-create",
    "There is no such {0} to update, and ids are given by the server: create it with POST.",
    "Päivitettävää resurssia {0} ei ole, ja tunnisteet antaa palvelin: luo se POST-metodilla.",
    "Det finns ingen sådan {0} att uppdatera, och id ges av servern: skapa den med POST."};
inline constexpr Message url_escape{"url-escape", "The URL has a broken percent escape at character {0}.",
                                    "URL:ssä on rikkinäinen prosenttikoodaus, merkki {0}.",
                                    "URL:en har en trasig procentkodning vid tecken {0}."};
inline constexpr Message version_absent{
    "version-absent", "If-Match names {0}, but there is no such resource, or not for this caller.",
    "If-Match nimeää version {0}, mutta resurssia ei ole tai se ei ole tämän kutsujan nähtävissä.",
    "If-Match anger {0}, men det finns ingen sådan resurs, eller inte för den här anroparen."};
inline constexpr Message version_conflict{
    "version-conflict",
    "If-Match names {0}, but the current version is {1}. Read the "
    "resource again and repeat the change on it.",
    "If-Match nimeää version {0}, mutta nykyinen versio on {1}. Lue resurssi uudelleen ja tee muutos siihen.",
    "If-Match anger {0}, men den aktuella versionen är {1}. Läs resursen på nytt och gör om ändringen på "
    "den."};
inline constexpr Message version_unknown{
    "version-unknown", "{0}/{1} has no version {2}, or not for this caller.",
    "Resurssilla {0}/{1} ei ole versiota {2}, tai se ei ole tämän kutsujan nähtävissä.",
    "{0}/{1} har ingen version {2}, eller inte för den här anroparen."};

}  // namespace linkki::base::message
