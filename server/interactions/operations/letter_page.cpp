#include <fmt/format.h>

#include "interactions/operations/letter.h"
#include "interactions/operations/wording.h"
#include "search/zone.h"

namespace linkki::interactions {
namespace {

using base::Words;

// For A4 in a window envelope (the sender at the top left, the client below it).
constexpr std::string_view style =
    "body{font:12pt/1.4 serif;max-width:170mm;margin:15mm auto}address{font-style:normal;min-height:30mm}"
    "h1{font-size:16pt}h2{font-size:12pt;margin-bottom:0}p{margin:.3em 0}time{float:right}"
    "@page{size:A4;margin:15mm}";

class Page {
 public:
  Page(const Letter& letter, base::Instant now, std::string_view zone)
      : letter_(letter), now_(now), zone_(search::Zone::find(zone).value_or(*search::Zone::find("UTC"))) {}

  std::string print() {
    const Words title{"Welfare referral", "Hyvinvointilähete", "Välfärdsremiss"};
    out_ = page_head(title.in(letter_.language), letter_.language, style);
    out_ += "<time>" + day(now_) + "</time>\n";
    print_contact(letter_.sender);
    print_contact(letter_.client);
    print_purpose();
    print_next();
    print_permitted();
    print_refusal();
    return out_ + std::string(page_end);
  }

 private:
  std::string said(const Words& words) const { return std::string(words.in(letter_.language)); }

  void paragraph(const std::string& text) { out_ += "<p>" + escaped(text) + "</p>\n"; }
  void heading(const Words& words) { out_ += "<h2>" + said(words) + "</h2>\n"; }

  void print_contact(const Contact& contact) {
    out_ += "<address>" + escaped(contact.name);
    for (const std::string& line : contact.address) out_ += "<br>" + escaped(line);
    out_ += "</address>\n";
  }

  void print_purpose() {
    if (letter_.services.empty()) {
      return paragraph(
          said({"As agreed with you, an activity that suits you is looked for near you.",
                "Olemme sopineet kanssasi, että sinulle etsitään sopivaa toimintaa läheltäsi.",
                "Vi har kommit överens om att vi söker en verksamhet som passar dig nära dig."}));
    }
    paragraph(said(
        {"As agreed with you, you are referred to:", "Olemme sopineet kanssasi, että sinut ohjataan tänne:",
         "Vi har kommit överens om att du hänvisas till:"}));
    out_ += "<ul>";
    for (const std::string& one : letter_.services) out_ += "<li>" + escaped(one) + "</li>";
    out_ += "</ul>\n";
  }

  void print_next() {
    heading({"What happens next", "Mitä seuraavaksi", "Vad som händer sedan"});
    const std::string& state = letter_.state;
    if (state == "completed") {
      paragraph(
          said({"The referral has come to its end.", "Lähete on päättynyt.", "Remissen har avslutats."}));
    } else if (state == "rejected" || state == "cancelled" || state == "failed") {
      paragraph(said({"The referral has ended and nobody will contact you because of it.",
                      "Lähete on päättynyt, eikä sinuun enää oteta yhteyttä sen vuoksi.",
                      "Remissen har avslutats och ingen kontaktar dig längre på grund av den."}));
    } else {
      print_contact_to_come();
    }
    for (const Visit& one : letter_.visits) {
      paragraph(said({"Your appointment: ", "Aikasi: ", "Din tid: "}) + time(one.start) +
                (one.place.empty() ? "" : ", " + one.place));
    }
  }

  void print_contact_to_come() {
    const std::string by =
        letter_.answer_by.empty() || letter_.state != "requested" ? "" : date(letter_.answer_by);
    const std::string who = letter_.receiver.empty() ? "" : letter_.receiver.name;
    const auto told = [&](const Words& with, const Words& without) {
      return fmt::format(fmt::runtime(said(who.empty() ? without : with)), who);
    };
    std::string text = told({"You will hear from {}", "Sinuun ottaa yhteyttä {}", "Du kontaktas av {}"},
                            {"You will be contacted", "Sinuun otetaan yhteyttä", "Du kommer att kontaktas"});
    if (!by.empty()) text += said({" by ", " viimeistään ", " senast den "}) + by;
    paragraph(text + ".");
    if (!letter_.receiver.phone.empty())
      paragraph(said({"Telephone: ", "Puhelin: ", "Telefon: "}) + letter_.receiver.phone);
  }

  void print_permitted() {
    if (letter_.permitted.empty()) return;
    heading({"Who sees your details", "Kuka näkee tietosi", "Vem som ser dina uppgifter"});
    std::string all;
    for (const std::string& one : letter_.permitted) all += (all.empty() ? "" : ", ") + one;
    paragraph(said({"You have given leave that your referral is shown to: ",
                    "Olet antanut luvan näyttää lähetteesi näille: ",
                    "Du har gett lov att visa din remiss för: "}) +
              all + ".");
  }

  void print_refusal() {
    heading({"You may say no", "Voit kieltäytyä", "Du kan säga nej"});
    paragraph(
        said({"Taking part is voluntary. You may cancel the referral or take back your consent at any time, "
              "without telling why; no other service depends on it.",
              "Osallistuminen on vapaaehtoista. Voit perua lähetteen tai suostumuksesi milloin tahansa syytä "
              "kertomatta, eikä se vaikuta muihin palveluihisi.",
              "Det är frivilligt att delta. Du kan när som helst avbryta remissen eller återta ditt samtycke "
              "utan att säga varför, och det påverkar inte dina andra tjänster."}));
    const Contact& whom = letter_.sender.phone.empty() ? letter_.receiver : letter_.sender;
    if (!whom.phone.empty())
      paragraph(said({"Call ", "Soita ", "Ring "}) + whom.phone + " (" + whom.name + ").");
  }

  static std::string print_day(std::chrono::year_month_day day) {
    return fmt::format("{}.{}.{}", unsigned(day.day()), unsigned(day.month()), int(day.year()));
  }
  std::string day(base::Instant at) const {
    const std::chrono::sys_time<std::chrono::microseconds> wall{
        std::chrono::microseconds{zone_.local_us(at)}};
    return print_day(std::chrono::floor<std::chrono::days>(wall));
  }
  std::string time(base::Instant at) const {
    const std::chrono::microseconds wall{zone_.local_us(at)};
    const auto minutes = std::chrono::floor<std::chrono::minutes>(wall) % std::chrono::days{1};
    return day(at) + said({" at ", " klo ", " kl. "}) +
           fmt::format("{}.{:02}", minutes / std::chrono::hours{1},
                       (minutes % std::chrono::hours{1}).count());
  }
  static std::string date(const std::string& text) {
    const auto days = [&](std::size_t at, std::size_t size) { return std::stoi(text.substr(at, size)); };
    if (text.size() != 10) return text;
    return fmt::format("{}.{}.{}", days(8, 2), days(5, 2), days(0, 4));
  }

  const Letter& letter_;
  const base::Instant now_;
  const search::Zone zone_;
  std::string out_;
};

}  // namespace

std::string print_letter(const Letter& letter, base::Instant now, std::string_view zone) {
  return Page(letter, now, zone).print();
}

}  // namespace linkki::interactions
