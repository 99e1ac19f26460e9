"""Topics of environment, works and economy; parts and their order as in ``topics_services``."""

# One line a part, however long.
# ruff: noqa: E501

ECONOMY_TOPICS = (
    """
    pengelolaan-sampah
    lingkungan-hidup
    dinas-lingkungan-hidup bappeda
    pengelolaan sampah terpadu
    Pengangkutan, pengolahan, dan pemrosesan akhir sampah.
    Mengurangi sampah yang dibuang ke tempat pemrosesan akhir dan menambah yang diolah kembali.
    pembagian wilayah angkut; pengolahan sampah organik; pengoperasian tempat pengolahan; pemantauan lindi; penetapan biaya jasa
    Sampah yang diolah | ton | 3200; Kelompok warga yang memilah | kelompok | 75
    Warga dan pelaku usaha penghasil sampah
    badan-usaha-swasta koperasi
    kementerian-lembaga
    ksdd ksdpl
    """,
    """
    bank-sampah
    lingkungan-hidup koperasi-usaha-kecil-menengah
    dinas-lingkungan-hidup dinas-koperasi-ukm
    pembinaan bank sampah kelurahan
    Pemilahan, penabungan, dan penjualan sampah kering oleh warga.
    Menumbuhkan kebiasaan memilah sampah sekaligus menambah pendapatan keluarga.
    pembentukan bank sampah; pelatihan pengurus; jaminan pembelian sampah kering; pencatatan tabungan; lomba kampung bersih
    Bank sampah yang aktif | unit | 60; Sampah kering yang terjual | ton | 140
    Pengurus dan nasabah bank sampah
    koperasi organisasi-kemasyarakatan badan-usaha-swasta
    -
    -
    """,
    """
    kualitas-udara
    lingkungan-hidup
    dinas-lingkungan-hidup dinas-perhubungan
    pemantauan kualitas udara kota
    Pemasangan alat ukur dan penyajian data kualitas udara.
    Memberi warga data kualitas udara yang dapat dipercaya setiap hari.
    pemasangan alat ukur; kalibrasi berkala; penyajian data terbuka; kajian sumber pencemar; kampanye udara bersih
    Alat ukur yang beroperasi | unit | 14; Laporan kualitas udara | laporan | 12
    Warga kota, terutama anak dan lanjut usia
    perguruan-tinggi yayasan
    kementerian-lembaga instansi-vertikal
    ksdpl ksdll
    """,
    """
    taman-kota
    lingkungan-hidup perumahan-kawasan-permukiman
    dinas-lingkungan-hidup bpkad
    penataan dan pemeliharaan taman kota
    Taman, jalur hijau, dan tempat bermain anak.
    Menambah ruang hijau yang teduh, aman, dan dapat dipakai semua warga.
    perancangan bersama warga; penanaman pohon; pemeliharaan; penyediaan tempat bermain; papan informasi
    Taman yang ditata | lokasi | 9; Pohon yang ditanam | batang | 1600
    Warga pengguna taman
    badan-usaha-swasta bumn bumd
    -
    -
    """,
    """
    drainase-lintas-daerah
    pekerjaan-umum-penataan-ruang lingkungan-hidup
    dinas-pekerjaan-umum bappeda
    pengelolaan drainase dan air limbah lintas daerah
    Saluran drainase dan jaringan air limbah yang melintasi batas daerah.
    Mencegah genangan dan pencemaran pada wilayah yang saling terhubung.
    inventarisasi saluran; pemeliharaan bersama; pembagian biaya; sambungan rumah baru; peringatan banjir
    Saluran yang dipelihara | kilometer | 24; Sambungan rumah | sambungan | 420
    Warga di wilayah perbatasan
    bumd badan-usaha-swasta
    instansi-vertikal
    ksdd
    """,
    """
    air-minum
    pekerjaan-umum-penataan-ruang
    dinas-pekerjaan-umum bagian-perekonomian
    penyediaan air minum curah
    Pembelian, penyaluran, dan pengawasan mutu air minum curah.
    Menjaga pasokan air minum yang cukup, bermutu, dan terjangkau.
    penetapan volume dan tarif; pemasangan meter induk; pengawasan mutu air; penanganan kebocoran; rencana darurat
    Air curah yang disalurkan | ribu meter kubik | 2400; Uji mutu air | kali | 24
    Pelanggan air minum
    bumd badan-usaha-swasta
    -
    ksdd
    """,
    """
    rumah-layak-huni
    perumahan-kawasan-permukiman sosial
    dinas-perumahan dinas-sosial
    perbaikan rumah tidak layak huni
    Perbaikan atap, lantai, dinding, dan sanitasi rumah warga.
    Mempercepat perbaikan rumah warga berpenghasilan rendah secara gotong royong.
    pendataan rumah; penetapan penerima; pengerjaan gotong royong; pengawasan mutu; serah terima
    Rumah yang diperbaiki | unit | 70; Jamban sehat | unit | 45
    Keluarga berpenghasilan rendah
    bumn yayasan badan-usaha-swasta
    tni kementerian-lembaga
    -
    """,
    """
    angkutan-perkotaan
    perhubungan
    dinas-perhubungan bpkad
    layanan angkutan umum perkotaan
    Pengoperasian jalur angkutan umum dan pengelolaan halte.
    Menyediakan angkutan umum yang tepat waktu dan terhubung dengan wilayah sekitar.
    penetapan jalur; standar pelayanan minimal; pengelolaan halte; integrasi pembayaran; survei kepuasan
    Penumpang yang diangkut | ribu orang | 650; Halte yang dipelihara | halte | 55
    Penumpang angkutan umum
    bumd badan-usaha-swasta koperasi
    -
    ksdd
    """,
    """
    pelatihan-kerja
    tenaga-kerja transmigrasi
    dinas-tenaga-kerja
    pelatihan dan penempatan tenaga kerja
    Pelatihan berbasis kompetensi dan penempatan pencari kerja.
    Menurunkan pengangguran dengan pelatihan yang sesuai lowongan yang ada.
    pemetaan lowongan; pelatihan berbasis kompetensi; sertifikasi; penempatan kerja; pemantauan setelah bekerja
    Peserta pelatihan | orang | 220; Peserta yang ditempatkan | orang | 130
    Pencari kerja
    badan-usaha-swasta satuan-pendidikan koperasi
    kementerian-lembaga instansi-vertikal
    ksdd ksdpl
    """,
    """
    pemasaran-umkm
    koperasi-usaha-kecil-menengah perdagangan
    dinas-koperasi-ukm dinas-perdagangan
    pemasaran produk usaha mikro, kecil, dan menengah
    Kurasi, promosi, dan penjualan produk usaha kecil.
    Memperluas pasar produk usaha kecil dan menaikkan mutu kemasannya.
    kurasi produk; pelatihan kemasan; etalase bersama; pameran; penjualan daring
    Usaha kecil yang dibina | usaha | 160; Produk yang masuk etalase | produk | 320
    Pelaku usaha mikro, kecil, dan menengah
    badan-usaha-swasta koperasi bumn
    kementerian-lembaga
    ksdd ksdpl
    """,
    """
    kredit-usaha-kecil
    koperasi-usaha-kecil-menengah keuangan
    dinas-koperasi-ukm bagian-perekonomian
    akses pembiayaan usaha kecil berbunga rendah
    Penyaluran kredit, subsidi bunga, dan pendampingan keuangan.
    Menjauhkan pelaku usaha kecil dari pinjaman berbunga tinggi.
    penyaluran kredit; subsidi bunga; pelatihan pembukuan; pendampingan penagihan; laporan triwulan
    Debitur baru | usaha | 210; Pelatihan pembukuan | kali | 10
    Pelaku usaha mikro yang belum terlayani bank
    bumd bumn koperasi
    instansi-vertikal badan-hukum-publik
    -
    """,
    """
    pasar-rakyat
    perdagangan
    dinas-perdagangan bpkad
    pengelolaan dan revitalisasi pasar rakyat
    Los, kios, tempat parkir, dan fasilitas umum pasar.
    Menjadikan pasar rakyat bersih, tertib, dan ramai dikunjungi.
    penataan los dan kios; pengelolaan parkir; pembayaran nontunai; kebersihan; promosi pasar
    Kios yang ditata | kios | 140; Pedagang yang memakai pembayaran nontunai | pedagang | 260
    Pedagang dan pengunjung pasar
    koperasi badan-usaha-swasta bumd
    -
    -
    """,
    """
    ketahanan-pangan
    pangan pertanian
    dinas-pertanian-pangan dinas-perdagangan
    ketersediaan pangan dan pengendalian harga
    Pasokan beras, cabai, dan bawang antara daerah penghasil dan kota.
    Menjaga harga pangan pokok tetap terjangkau sepanjang tahun.
    pertukaran data stok; pembelian langsung dari petani; pasar murah; cadangan pangan; pengawasan mutu
    Pangan yang dipasok | ton | 540; Pasar murah | kali | 16
    Warga dan petani pemasok
    bumn bumd koperasi
    instansi-vertikal badan-hukum-publik
    ksdd
    """,
    """
    promosi-pariwisata
    pariwisata kebudayaan
    dinas-pariwisata dinas-kebudayaan
    promosi dan pengembangan pariwisata
    Paket wisata, kalender acara, dan pelatihan pelaku wisata.
    Memperpanjang lama tinggal wisatawan dan meratakan kunjungan ke kampung wisata.
    paket wisata bersama; kalender acara; pelatihan pemandu; promosi daring; pertukaran kunjungan
    Paket wisata baru | paket | 8; Pemandu yang dilatih | orang | 70
    Pelaku wisata dan kampung wisata
    badan-usaha-swasta organisasi-kemasyarakatan bumn
    kementerian-lembaga
    ksdd ksdpl ksdll
    """,
    """
    cagar-budaya
    kebudayaan
    dinas-kebudayaan dinas-pekerjaan-umum
    pelestarian cagar budaya dan seni tradisi
    Bangunan cagar budaya, sanggar, dan upacara adat.
    Merawat warisan budaya agar tetap hidup dan dikenal generasi muda.
    pendataan; pemugaran ringan; pembinaan sanggar; pementasan berkala; pendidikan budaya di sekolah
    Sanggar yang dibina | sanggar | 18; Pementasan | kali | 24
    Pelaku seni dan pelajar
    lembaga-adat yayasan perguruan-tinggi perseorangan
    kementerian-lembaga
    ksdpl ksdll
    """,
    """
    pembayaran-pajak
    keuangan
    bpkad dinas-kominfo
    pembayaran pajak dan retribusi secara elektronik
    Saluran pembayaran, rekonsiliasi, dan pelaporan penerimaan daerah.
    Memudahkan warga membayar pajak dan membuat penerimaan tercatat seketika.
    pembukaan saluran pembayaran; rekonsiliasi harian; pelaporan; sosialisasi; penanganan gangguan
    Transaksi elektronik | transaksi | 42000; Saluran pembayaran | saluran | 9
    Wajib pajak dan wajib retribusi
    bumn bumd badan-usaha-swasta
    instansi-vertikal
    -
    """,
    """
    penelitian-pembangunan
    penelitian-pengembangan perencanaan
    bappeda bagian-kerja-sama
    penelitian dan perencanaan pembangunan kota
    Kajian bersama, uji coba kebijakan, dan pertukaran ahli.
    Menyediakan bukti bagi perencanaan kota yang tahan terhadap perubahan iklim.
    kajian bersama; uji coba kebijakan; pertukaran ahli; lokakarya; penerbitan hasil
    Kajian yang selesai | dokumen | 5; Lokakarya | kali | 6
    Perencana kota dan warga
    perguruan-tinggi yayasan
    perguruan-tinggi kementerian-lembaga
    ksdpl ksdll ksdd
    """,
    """
    penanaman-modal
    penanaman-modal
    dpmptsp bagian-perekonomian
    pelayanan perizinan dan promosi penanaman modal
    Layanan perizinan bersama, peta peluang, dan pendampingan pelaku usaha.
    Mempercepat perizinan dan menarik penanaman modal yang ramah lingkungan.
    gerai layanan bersama; peta peluang usaha; pendampingan perizinan; temu usaha; pengawasan bersama
    Izin yang terbit melalui gerai | izin | 1500; Temu usaha | kali | 5
    Pelaku usaha dan calon penanam modal
    badan-usaha-swasta bumn
    kementerian-lembaga instansi-vertikal
    ksdd ksdpl
    """,
)
