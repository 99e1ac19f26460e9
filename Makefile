# The ways into this project; `make` alone lists them. Everything is installed into .venv only.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

CLICK := generator/locales/id/LC_MESSAGES/messages

# A stamp is newer than the lock it was installed from; a changed lock installs again.
VENV_STAMP := $(VENV)/.stamp-venv
SITE_STAMP := $(VENV)/.stamp-site
TEST_STAMP := $(VENV)/.stamp-test
FUZZ_STAMP := $(VENV)/.stamp-fuzz

.DEFAULT_GOAL := help
.PHONY: help site check test test-all fuzz lint bench examples labels sentences differences stories conformance detection trust catalogue lock sbom

help: ## Tampilkan daftar ini
	@echo "Perintah make di proyek ini:"
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | \
		while IFS='|' read -r name text; do printf '%-17s %s\n' "$$name" "$$text"; done

site: $(SITE_STAMP) ## Siapkan semuanya, periksa catatan, bangun situs ke site/
	@$(BIN)/registri check
	@$(BIN)/registri build

check: $(SITE_STAMP) ## Periksa catatan saja
	@$(BIN)/registri check

test: $(TEST_STAMP) lint ## Gaya, tipe, dan semua uji kecuali yang lama
	@.ci/test chromium libreoffice nginx -- -m "not slow"

test-all: $(TEST_STAMP) lint ## Sama, ditambah uji yang lama
	@.ci/test chromium libreoffice nginx wrk --

fuzz: $(FUZZ_STAMP) ## Cari masukan yang merusak, tiap pembaca FUZZ_SECONDS detik (60); FUZZ_TARGETS memilih
	@PYTHONPATH=.:tests $(BIN)/python -m fuzz

lint: $(TEST_STAMP) ## Gaya dan tipe saja (ruff, mypy)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: $(TEST_STAMP) ## Ukur kecepatan
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.growth
	@$(BIN)/python -m bench.phases
	@$(BIN)/python -m bench.check
	@$(BIN)/python -m bench.diff
	@$(BIN)/python -m bench.history
	@$(BIN)/python -m bench.downloads
	@$(BIN)/python -m bench.changes
	@$(BIN)/python -m bench.floor
	@$(BIN)/python -m bench.nation
	@chromium=$$(.ci/find-program chromium) && REGISTRI_CHROMIUM="$$chromium" $(BIN)/python -m bench.serve
	@chromium=$$(.ci/find-program chromium) && REGISTRI_CHROMIUM="$$chromium" $(BIN)/python -m bench.search
	@nginx=$$(.ci/find-program nginx) && wrk=$$(.ci/find-program wrk) && \
		REGISTRI_NGINX="$$nginx" REGISTRI_WRK="$$wrk" $(BIN)/python -m bench.load

examples: $(TEST_STAMP) ## Tulis ulang contoh tiap aturan dari kasus ujinya
	@PYTHONPATH=tests $(BIN)/python tests/write_examples.py

labels: $(TEST_STAMP) ## Tulis ulang label pilihan untuk penyunting dari x-labels skema
	@PYTHONPATH=tests $(BIN)/python tests/write_labels.py

sentences: $(TEST_STAMP) ## Tulis ulang kalimat tiap perjanjian (baca hasilnya: tests/pages/sentences.txt)
	@PYTHONPATH=tests $(BIN)/python tests/write_sentences.py

differences: $(TEST_STAMP) ## Tulis ulang laporan perubahan tiap kasus (baca hasilnya: tests/diff/cases/)
	@PYTHONPATH=.:tests $(BIN)/python tests/write_differences.py

stories: $(TEST_STAMP) ## Tulis ulang riwayat repositori contoh (baca hasilnya: tests/story/lifetime.txt)
	@PYTHONPATH=.:tests $(BIN)/python tests/write_stories.py

conformance: $(TEST_STAMP) ## Tulis ulang kasus yang dinilai sama oleh pemeriksaan dan formulir
	@PYTHONPATH=tests $(BIN)/python tests/write_conformance.py

detection: $(TEST_STAMP) ## Hitung ulang kekeliruan yang ditemukan
	@PYTHONPATH=tests $(BIN)/python tests/detection.py

trust: $(TEST_STAMP) ## Semua serangan dan mesin rusak; hitungannya ditulis ke docs/pengembang/ancaman.md
	@rm -rf .cache/trust
	@REGISTRI_TALLY="$(CURDIR)/.cache/trust" .ci/test chromium libreoffice nginx wrk -- tests/trust
	@REGISTRI_TALLY="$(CURDIR)/.cache/trust" PYTHONPATH=.:tests $(BIN)/python tests/write_trust.py

catalogue: $(SITE_STAMP) ## Susun ulang katalog pesan click (setelah .po-nya berubah)
	@$(BIN)/pybabel --quiet compile --locale id --input-file $(CLICK).po --output-file $(CLICK).mo

lock: ## Susun ulang requirements/ dari pyproject.toml (perlu uv)
	@command -v uv >/dev/null || { echo "Perlu uv: pasang dengan \"pip install uv\"." >&2; exit 1; }
	@$(LOCK) --group build --output-file requirements/site.txt >/dev/null
	@$(LOCK) --group build --group test --output-file requirements/test.txt >/dev/null
	@$(LOCK) --extra properdocs --group build --constraint requirements/site.txt --output-file requirements/properdocs.txt >/dev/null
	@$(LOCK:pyproject.toml=) --group audit --output-file requirements/audit.txt >/dev/null
	@$(LOCK:pyproject.toml=) --group zensical --output-file requirements/zensical.txt >/dev/null
	@$(LOCK) --group fuzz --constraint requirements/site.txt --output-file requirements/fuzz.txt >/dev/null
	@echo "Berkas kunci di requirements/ telah disusun ulang; berikutnya: make sbom."

sbom: $(TEST_STAMP) ## Tulis ulang daftar bahan (SBOM) dan daftar lisensi dari requirements/site.txt
	@PYTHONPATH=tests $(BIN)/python tests/write_sbom.py

$(VENV_STAMP):
	@python=$$(.ci/find-python) && echo "Menyiapkan $(VENV) dengan $$python …" && \
		"$$python" -m venv $(VENV)
	@touch $@

$(SITE_STAMP): $(VENV_STAMP) requirements/site.txt pyproject.toml
	@echo "Memasang pustaka situs (requirements/site.txt) …"
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_STAMP): $(SITE_STAMP) requirements/test.txt
	@echo "Memasang pustaka uji (requirements/test.txt) …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(FUZZ_STAMP): $(SITE_STAMP) requirements/fuzz.txt
	@echo "Memasang pencari masukan acak (requirements/fuzz.txt) …"
	@$(PIP) install --require-hashes -r requirements/fuzz.txt
	@touch $@
