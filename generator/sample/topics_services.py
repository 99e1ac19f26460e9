"""Topics of public services: health, education, people, order and information.

Each text has one line a part, in this order: slug, affairs, departments (the leading one first), subject,
object, aim, scope, outputs (name | unit | usual target), beneficiaries, categories of third parties,
categories of central bodies, and the types of cooperation with bodies elsewhere; "-" stands for none.
"""

# One line a part, however long.
# ruff: noqa: E501

SERVICE_TOPICS = (
    """
    rujukan-pasien
    kesehatan
    dinas-kesehatan rsud
    pelayanan rujukan pasien antarfasilitas kesehatan
    Rujukan pasien antara puskesmas dan rumah sakit para pihak.
    Mempercepat penanganan pasien yang memerlukan perawatan lanjutan tanpa antrean ganda.
    penyusunan alur rujukan bersama; pertukaran informasi tempat tidur yang tersedia; pelatihan petugas pendaftaran; pendampingan pasien tidak mampu; penanganan pengaduan
    Pasien yang dirujuk sesuai alur | pasien | 900; Petugas terlatih | orang | 60
    Pasien puskesmas dan rumah sakit
    fasilitas-kesehatan yayasan
    badan-hukum-publik
    ksdd
    """,
    """
    ambulans-gawat-darurat
    kesehatan
    dinas-kesehatan pemadam-kebakaran
    layanan ambulans gawat darurat terpadu
    Pengerahan ambulans dan tenaga medis pada keadaan gawat darurat.
    Memastikan warga memperoleh pertolongan pertama paling lambat lima belas menit sejak melapor.
    penggunaan satu pusat panggilan; penempatan ambulans siaga; pelatihan pertolongan pertama; berbagi biaya operasional; pencatatan waktu tanggap
    Panggilan darurat yang dilayani | panggilan | 1200; Warga yang dilatih pertolongan pertama | orang | 300
    Warga yang mengalami keadaan gawat darurat
    fasilitas-kesehatan organisasi-kemasyarakatan badan-usaha-swasta
    -
    ksdd
    """,
    """
    penanggulangan-tuberkulosis
    kesehatan
    dinas-kesehatan dinas-sosial
    penanggulangan tuberkulosis berbasis masyarakat
    Penemuan kasus, pendampingan pengobatan, dan edukasi tuberkulosis.
    Menemukan kasus lebih dini dan menjaga agar pasien menuntaskan pengobatannya.
    pelacakan kontak erat; pendampingan minum obat; pelatihan kader; dukungan gizi bagi pasien; pelaporan kasus secara berkala
    Kontak erat yang diperiksa | orang | 1500; Pasien yang tuntas berobat | pasien | 220
    Pasien tuberkulosis dan keluarganya
    yayasan organisasi-kemasyarakatan perguruan-tinggi
    kementerian-lembaga
    ksdll
    """,
    """
    jaminan-kesehatan
    kesehatan sosial
    dinas-kesehatan dinas-sosial bpkad
    kepesertaan jaminan kesehatan bagi warga tidak mampu
    Pendaftaran dan pembayaran iuran peserta yang ditanggung pemerintah daerah.
    Menjamin setiap warga tidak mampu memiliki perlindungan kesehatan yang aktif.
    pemadanan data peserta; pendaftaran peserta baru; rekonsiliasi iuran setiap triwulan; penanganan keluhan peserta
    Peserta yang aktif | orang | 18000; Rekonsiliasi data | kali | 4
    Warga tidak mampu yang terdaftar pada data sosial
    fasilitas-kesehatan
    badan-hukum-publik instansi-vertikal
    -
    """,
    """
    praktik-mahasiswa
    pendidikan kesehatan
    dinas-pendidikan bkpsdm
    pendidikan, penelitian, dan pengabdian kepada masyarakat
    Praktik kerja mahasiswa, penelitian terapan, dan kuliah kerja nyata di wilayah kota.
    Mempertemukan kebutuhan kelurahan dengan kemampuan perguruan tinggi sehingga hasil penelitian dapat dipakai.
    praktik kerja mahasiswa pada perangkat daerah; penelitian terapan; kuliah kerja nyata tematik; seminar hasil; pemanfaatan laboratorium
    Mahasiswa yang berpraktik | orang | 180; Kajian yang diserahkan | dokumen | 6
    Mahasiswa, kelurahan, dan perangkat daerah
    perguruan-tinggi
    perguruan-tinggi
    ksdll
    """,
    """
    literasi-digital-sekolah
    pendidikan komunikasi-informatika
    dinas-pendidikan dinas-kominfo
    penguatan literasi digital di sekolah
    Pelatihan guru dan siswa serta penyediaan bahan belajar digital.
    Membekali siswa agar memakai teknologi dengan aman, cakap, dan bertanggung jawab.
    pelatihan guru; penyediaan bahan belajar; lomba karya siswa; pendampingan sekolah; evaluasi hasil belajar
    Guru yang dilatih | orang | 240; Sekolah yang didampingi | sekolah | 40
    Guru dan siswa sekolah dasar dan menengah pertama
    badan-usaha-swasta perguruan-tinggi yayasan
    kementerian-lembaga
    ksdpl ksdll
    """,
    """
    pendidikan-vokasi
    pendidikan tenaga-kerja
    dinas-tenaga-kerja dinas-pendidikan
    penyelarasan pendidikan vokasi dengan dunia kerja
    Magang siswa, guru tamu, dan uji kompetensi.
    Memperkecil jarak antara keterampilan lulusan dan kebutuhan tempat kerja.
    magang siswa; penyusunan bahan ajar bersama; guru tamu dari dunia usaha; uji kompetensi; bursa kerja tahunan
    Siswa yang magang | orang | 260; Lulusan yang bersertifikat | orang | 150
    Siswa sekolah menengah kejuruan dan pencari kerja muda
    satuan-pendidikan badan-usaha-swasta bumn
    kementerian-lembaga
    ksdpl ksdll
    """,
    """
    beasiswa-pendidikan
    pendidikan
    dinas-pendidikan dinas-sosial
    beasiswa bagi siswa dari keluarga tidak mampu
    Penyaluran bantuan biaya pendidikan dan pendampingan belajar.
    Mencegah putus sekolah karena keterbatasan biaya keluarga.
    penetapan kriteria penerima; seleksi terbuka; penyaluran bantuan; pendampingan belajar; laporan penggunaan dana
    Penerima beasiswa | siswa | 350; Sesi pendampingan | kali | 24
    Siswa dari keluarga tidak mampu
    bumn yayasan badan-usaha-swasta bumd
    -
    -
    """,
    """
    akta-kelahiran
    administrasi-kependudukan-pencatatan-sipil
    dinas-dukcapil dinas-kesehatan
    penerbitan akta kelahiran di tempat persalinan
    Pengajuan akta kelahiran dan kartu identitas anak dari fasilitas kesehatan.
    Membuat setiap bayi pulang dari tempat persalinan dengan dokumen kependudukan yang lengkap.
    pengajuan daring oleh petugas fasilitas; verifikasi dokumen; pencetakan akta; pelatihan petugas; perlindungan data pemohon
    Akta yang terbit | dokumen | 800; Petugas terlatih | orang | 45
    Orang tua bayi yang baru lahir
    fasilitas-kesehatan
    lembaga-peradilan instansi-vertikal
    -
    """,
    """
    perlindungan-anak
    pemberdayaan-perempuan-perlindungan-anak sosial
    dinas-p3a dinas-sosial dinas-pendidikan
    perlindungan perempuan dan anak korban kekerasan
    Penjangkauan, pendampingan hukum, dan pemulihan korban.
    Memastikan korban kekerasan didampingi sejak melapor sampai pulih.
    penerimaan pengaduan; pendampingan hukum dan psikologis; rumah aman; pelatihan pendamping; pencegahan di sekolah
    Korban yang didampingi | orang | 90; Sekolah ramah anak yang dibina | sekolah | 35
    Perempuan dan anak korban kekerasan
    yayasan organisasi-kemasyarakatan perguruan-tinggi
    kepolisian lembaga-peradilan instansi-vertikal
    ksdll
    """,
    """
    pemberdayaan-difabel
    sosial tenaga-kerja
    dinas-sosial dinas-tenaga-kerja
    pemberdayaan penyandang disabilitas
    Pelatihan keterampilan, alat bantu, dan penempatan kerja.
    Membuka kesempatan yang setara bagi penyandang disabilitas untuk bekerja dan berusaha.
    pelatihan keterampilan; penyediaan alat bantu; penempatan kerja; pendampingan usaha; peningkatan aksesibilitas layanan
    Peserta yang dilatih | orang | 80; Peserta yang bekerja | orang | 30
    Penyandang disabilitas usia kerja
    yayasan badan-usaha-swasta organisasi-kemasyarakatan
    kementerian-lembaga
    ksdll
    """,
    """
    tanggap-bencana
    ketenteraman-ketertiban-umum-pelindungan-masyarakat sosial
    bpbd dinas-sosial pemadam-kebakaran
    kesiapsiagaan dan tanggap darurat bencana
    Peringatan dini, pengerahan relawan, dan logistik bencana.
    Mempercepat pertolongan dan mengurangi korban ketika bencana terjadi.
    latihan bersama; peringatan dini; gudang logistik bersama; pengerahan relawan; pemulihan awal
    Relawan yang dilatih | orang | 200; Latihan bersama | kali | 4
    Warga di kawasan rawan bencana
    organisasi-kemasyarakatan yayasan badan-usaha-swasta
    tni kementerian-lembaga
    ksdd ksdpl
    """,
    """
    keselamatan-lalu-lintas
    perhubungan ketenteraman-ketertiban-umum-pelindungan-masyarakat
    dinas-perhubungan satpol-pp
    keselamatan lalu lintas dan penertiban parkir
    Rekayasa lalu lintas, edukasi, dan penertiban parkir liar.
    Menurunkan jumlah kecelakaan dan menjaga ruang jalan bagi semua pengguna.
    rekayasa lalu lintas; zona selamat sekolah; penertiban parkir; kampanye keselamatan; pertukaran data kecelakaan
    Zona selamat sekolah | lokasi | 12; Kegiatan edukasi | kali | 18
    Pengguna jalan dan anak sekolah
    yayasan badan-usaha-swasta
    kepolisian
    ksdd
    """,
    """
    bantuan-hukum
    sekretariat-daerah
    bagian-hukum bpkad
    penanganan masalah hukum perdata dan tata usaha negara
    Pendampingan, pertimbangan, dan tindakan hukum lain.
    Melindungi keuangan dan aset daerah melalui pendampingan hukum yang tepat.
    pendampingan hukum; pendapat hukum; pemulihan aset; pelatihan perancangan perjanjian; penyuluhan hukum
    Pendampingan hukum | kegiatan | 20; Bidang tanah yang dipulihkan | bidang | 8
    Perangkat daerah dan warga penerima penyuluhan
    organisasi-kemasyarakatan perguruan-tinggi
    lembaga-peradilan instansi-vertikal
    -
    """,
    """
    pendidikan-pemilih
    kesatuan-bangsa-politik
    bakesbangpol dinas-dukcapil
    pendidikan pemilih dan partisipasi masyarakat
    Sosialisasi pemilihan dan pemutakhiran data pemilih.
    Meningkatkan partisipasi pemilih, terutama pemilih pemula dan penyandang disabilitas.
    sosialisasi di sekolah dan kampung; pemutakhiran data pemilih; pinjam pakai gedung; pemantauan ketertiban
    Pemilih pemula yang mengikuti sosialisasi | orang | 1400; Kegiatan sosialisasi | kali | 28
    Pemilih pemula dan pemilih penyandang disabilitas
    organisasi-kemasyarakatan
    penyelenggara-pemilu
    -
    """,
    """
    pertukaran-data
    komunikasi-informatika statistik
    dinas-kominfo bappeda
    pertukaran dan pemanfaatan data pembangunan
    Berbagi data statistik dan data spasial melalui standar yang sama.
    Membuat keputusan pembangunan bertumpu pada data yang sama dan mutakhir.
    penyusunan standar data; pertukaran data berkala; pelatihan walidata; penyajian data terbuka; keamanan data
    Kumpulan data yang dibagikan | kumpulan data | 48; Walidata terlatih | orang | 36
    Perangkat daerah, peneliti, dan warga
    perguruan-tinggi
    instansi-vertikal kementerian-lembaga
    ksdd
    """,
    """
    keamanan-informasi
    persandian komunikasi-informatika
    dinas-kominfo
    pelindungan informasi dan penanganan insiden siber
    Pemantauan, uji keamanan, dan penanganan insiden pada layanan elektronik.
    Menjaga layanan elektronik pemerintah tetap aman dan dapat dipercaya warga.
    uji keamanan aplikasi; tim tanggap insiden; pelatihan aparatur; pemakaian tanda tangan elektronik; latihan pemulihan
    Aplikasi yang diuji | aplikasi | 25; Aparatur terlatih | orang | 110
    Pengguna layanan elektronik pemerintah
    perguruan-tinggi badan-usaha-swasta
    kementerian-lembaga
    ksdd
    """,
    """
    internet-publik
    komunikasi-informatika
    dinas-kominfo
    penyediaan internet di ruang publik
    Titik akses internet di taman, balai kelurahan, dan halte.
    Menyediakan akses internet yang layak dan aman bagi warga di ruang publik.
    pemasangan titik akses; pemeliharaan jaringan; penyaringan konten berbahaya; laporan pemakaian; penataan kabel udara
    Titik akses yang berfungsi | titik | 85; Gangguan yang ditangani tepat waktu | persen | 95
    Warga pengguna ruang publik
    badan-usaha-swasta bumn
    -
    -
    """,
    """
    perpustakaan-arsip
    perpustakaan kearsipan
    dinas-perpustakaan-arsip dinas-pendidikan
    pengembangan perpustakaan dan penyelamatan arsip
    Layanan baca bersama, alih media arsip, dan pelatihan pustakawan.
    Mendekatkan bahan bacaan kepada warga dan menyelamatkan arsip yang bernilai sejarah.
    layanan baca bersama; alih media arsip; pelatihan pustakawan; pojok baca kelurahan; pameran arsip
    Pojok baca | lokasi | 20; Arsip yang dialihmediakan | lembar | 5000
    Warga, pelajar, dan peneliti
    perguruan-tinggi yayasan perseorangan
    kementerian-lembaga
    ksdd ksdpl
    """,
)
