package dev.footbridge.miro.emulator;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Smaller copies of images, which is what one gets without asking for the original. */
final class Previews {
    private static final int MAX_SIDE = 512;
    private static final long MAX_PIXELS = 40_000_000;

    private Previews() {}

    /** A PNG of at most 512 pixels a side; what is no image that can be read stays as it is. */
    static FileResource of(FileResource file) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file.bytes()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return file;
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                return file;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(scaled(reader.read(0)), "png", out);
            reader.dispose();
            return new FileResource(file.id(), "image/png", file.fileName(), out.toByteArray());
        } catch (IOException | RuntimeException broken) {
            return file;
        }
    }

    private static BufferedImage scaled(BufferedImage image) {
        double factor = Math.min(1, (double) MAX_SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) (image.getWidth() * factor));
        int height = Math.max(1, (int) (image.getHeight() * factor));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = small.createGraphics();
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return small;
    }
}
