// The subcommands of linkki: each adds itself with its options and its help page; named, it becomes the
// action.
#pragma once

namespace CLI {
class App;
}

namespace linkki::cli {

struct Invocation;

void add_serve(CLI::App& app, Invocation& invocation);
void add_import(CLI::App& app, Invocation& invocation);
void add_validate(CLI::App& app, Invocation& invocation);
void add_token(CLI::App& app, Invocation& invocation);
void add_verify(CLI::App& app, Invocation& invocation);
void add_backup(CLI::App& app, Invocation& invocation);
void add_restore(CLI::App& app, Invocation& invocation);
void add_stats(CLI::App& app, Invocation& invocation);
void add_explain(CLI::App& app, Invocation& invocation);
void add_terminology(CLI::App& app, Invocation& invocation);
void add_doctor(CLI::App& app, Invocation& invocation);
void add_package(CLI::App& app, Invocation& invocation);
void add_package_build(CLI::App& package, Invocation& invocation);  // below `package`

}  // namespace linkki::cli
