package io.futil.retry;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.io.Resource;

/**
 * Looks into the file of a class for {@link ParallelRetryable}, where the annotation
 * itself cannot be read as what it refers to is missing.
 */
final class AnnotatedClassFile extends ClassVisitor {

	private static final String ANNOTATION = Type.getDescriptor(ParallelRetryable.class);

	private String name = "";

	private boolean onClass;

	private @Nullable String method;

	private AnnotatedClassFile() {
		super(SpringAsmInfo.ASM_VERSION);
	}

	/**
	 * What is annotated in the file.
	 * @return as in {@code Method 'quote' of app.Quotes}, or {@code null} if nothing is,
	 * or if nobody can tell
	 */
	static @Nullable String whatIsAnnotated(Resource file) {
		AnnotatedClassFile found = new AnnotatedClassFile();
		try (InputStream in = file.getInputStream()) {
			new ClassReader(in).accept(found, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		}
		catch (IOException | RuntimeException ex) {
			// Not to be found, or of a later Java than this reader knows.
			return null;
		}
		if (found.method != null) {
			return "Method '" + found.method + "' of " + found.name;
		}
		return found.onClass ? found.name : null;
	}

	@Override
	public void visit(int version, int access, String name, @Nullable String signature, @Nullable String superName,
			String @Nullable [] interfaces) {
		this.name = name.replace('/', '.');
	}

	@Override
	public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
		this.onClass |= ANNOTATION.equals(descriptor);
		return null;
	}

	@Override
	public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
			String @Nullable [] exceptions) {
		return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

			@Override
			public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
				if (ANNOTATION.equals(annotation) && AnnotatedClassFile.this.method == null) {
					AnnotatedClassFile.this.method = name;
				}
				return null;
			}

		};
	}

}
