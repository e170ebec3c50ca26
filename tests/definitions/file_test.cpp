// The file: what it holds, what opening it costs, and that no damage to it does more than be reported.
#include <gmock/gmock.h>
#include <malloc.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <string>

#include "base/json/parse.h"
#include "definitions/file_format.h"
#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

std::string whole_file() {
  std::string bytes(std::filesystem::file_size(r4_file()), '\0');
  std::ifstream(r4_file(), std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

class File : public testing::Test {
 protected:
  File() : folder_(std::filesystem::temp_directory_path() / ("definitions-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~File() override { std::filesystem::remove_all(folder_); }

  std::string file() const { return (folder_ / "definitions.bin").string(); }
  std::string write(const std::string& bytes) const {
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << bytes;
    return file();
  }
  void write_byte(std::size_t at, char byte) const {
    std::fstream(file(), std::ios::binary | std::ios::in | std::ios::out)
        .seekp(static_cast<std::streamoff>(at))
        .put(byte);
  }
  // What opening these bytes is refused with; empty: it opens.
  std::string fault(const std::string& bytes) {
    write(bytes);
    return fault();
  }
  std::string fault() {
    auto opened = open(file());
    if (opened) return "";
    EXPECT_EQ(opened.failure().refusal, base::Refusal::unavailable);
    EXPECT_EQ(opened.failure().issues[0].message->code, "definitions-file");
    return opened.failure().issues[0].arguments[1].text();
  }

  std::filesystem::path folder_;
};

// Sanitizers bring an allocator of their own, of which this knows nothing.
std::size_t heap_bytes() {
  auto heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

TEST_F(File, OpensAtLittleCost) {
  auto before = heap_bytes();
  auto start = std::chrono::steady_clock::now();
  auto opened = open(r4_file());
  std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  ASSERT_TRUE(opened.ok());
  std::cout << "opened in " << took.count() << " ms, private memory " << (heap_bytes() - before) / 1000
            << " KB, file " << std::filesystem::file_size(r4_file()) / 1000 << " KB\n";
}

TEST_F(File, HoldsTheDefinitionalResources) {
  std::map<std::string, int, std::less<>> counts;
  ASSERT_TRUE(r4()->each_resource([&](auto type, auto id, auto json) {
    ++counts[std::string(type)];
    auto says_type = R"("resourceType":")" + std::string(type) + "\"";
    EXPECT_NE(json.find(says_type), std::string_view::npos) << id;
    EXPECT_TRUE(json.starts_with("{")) << id;
    EXPECT_TRUE(json.ends_with("}")) << id;
  }));
  EXPECT_EQ(counts["StructureDefinition"], 653);
  EXPECT_EQ(counts["SearchParameter"], 1'400);
  EXPECT_EQ(counts["ValueSet"], 1'316);
  EXPECT_EQ(counts["CodeSystem"], 1'062);
  EXPECT_EQ(counts["CompartmentDefinition"], 5);
  EXPECT_EQ(counts["OperationDefinition"], 46);
  EXPECT_FALSE(counts.contains("Patient"));
}

TEST_F(File, GivesAResourceByItsCanonicalUrl) {
  auto found = r4()->find_resource("http://hl7.org/fhir/StructureDefinition/bp|4.0.1").value();
  ASSERT_TRUE(found.has_value());
  auto document = json::parse(*found);
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root.text_of("id"), "bp");
  EXPECT_EQ(document->root.text_of("resourceType"), "StructureDefinition");
  EXPECT_FALSE(r4()->find_resource("http://hl7.org/fhir/StructureDefinition/bp|3").value().has_value());
  EXPECT_FALSE(r4()->find_resource("http://hl7.org/fhir/StructureDefinition/nothing").value().has_value());
}

TEST_F(File, HasAFingerprint) {
  EXPECT_THAT(std::string(r4()->fingerprint()), testing::MatchesRegex("[0-9a-f]{64}"));
}

TEST_F(File, IsReportedWhenAbsentOrNoFile) {
  EXPECT_FALSE(open((folder_ / "nothing").string()).ok());
  EXPECT_FALSE(open(folder_.string()).ok());
  EXPECT_EQ(fault(""), "it is empty or no file");
  EXPECT_EQ(fault("linkkiR4"), "it is too short");
}

TEST_F(File, IsReportedWhenItIsAnother) {
  auto bytes = whole_file();
  EXPECT_EQ(fault(std::string(bytes.size(), 'x')), "it is not a definitions file");
  bytes[8] = 99;
  EXPECT_EQ(fault(bytes), "it has another format");
}

TEST_F(File, IsReportedWhenCutOff) {
  auto bytes = whole_file();
  for (auto size : {sizeof(Header), bytes.size() / 3, bytes.size() - 1}) {
    EXPECT_EQ(fault(bytes.substr(0, size)), "it is not as long as it says") << size;
  }
  EXPECT_EQ(fault(bytes + "x"), "it is not as long as it says");
}

TEST_F(File, IsReportedWhenAByteBeforeTheBlocksChanged) {
  const auto bytes = whole_file();
  write(bytes);
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  std::mt19937 random(1);
  for (int i = 0; i < 40; ++i) {
    auto at = i < 20 ? random() % sizeof header : random() % header.blocks_at;
    if (at >= 12 && at < 16) continue;
    write_byte(at, static_cast<char>(bytes[at] ^ (1 << i % 8)));
    EXPECT_NE(fault(), "") << "byte " << at;
    write_byte(at, bytes[at]);
  }
  EXPECT_EQ(fault(), "");
}

TEST_F(File, ReportsADamagedBlockWhenItIsRead) {
  auto bytes = whole_file();
  bytes[bytes.size() - 100] ^= 1;
  auto opened = open(write(bytes));
  ASSERT_TRUE(opened.ok());
  auto read = (*opened)->each_resource([](auto, auto, auto) {});
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.failure().refusal, base::Refusal::unavailable);
  EXPECT_NE((*opened)->find_type("Patient"), nullptr) << "the rest still serves";
}

TEST_F(File, MayBeOpenedTwiceAndOutlivedByWhatWasTaken) {
  std::shared_ptr<const Definitions> kept;
  {
    auto opened = open(r4_file());
    ASSERT_TRUE(opened.ok());
    kept = *opened;
  }
  EXPECT_NE(kept, r4());
  EXPECT_EQ(kept->find_type("Patient")->name, "Patient");
  EXPECT_EQ(kept->fingerprint(), r4()->fingerprint());
}

TEST_F(File, IsLookedForBesideTheExecutableAndAbove) {
  EXPECT_EQ(std::filesystem::path(default_file()).filename(), "definitions.bin");
  EXPECT_TRUE(open(default_file()).ok()) << default_file();
}

}  // namespace
}  // namespace linkki::definitions
